package io.pannier.faults;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives all tests of faults the same lab, since everything in it takes seconds to start. */
final class SharedFaultLab implements ParameterResolver {

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == FaultLab.class;
  }

  @Override
  public FaultLab resolveParameter(ParameterContext parameter, ExtensionContext test) {
    return test.getRoot()
        .getStore(Namespace.create(FaultLab.class))
        .getOrComputeIfAbsent(FaultLab.class, key -> FaultLab.open(), FaultLab.class);
  }
}
