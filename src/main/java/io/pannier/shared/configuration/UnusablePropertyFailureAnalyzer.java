package io.pannier.shared.configuration;

import java.util.Locale;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says in one line which property keeps the service from starting. Before Boot's own analyzers. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class UnusablePropertyFailureAnalyzer extends AbstractFailureAnalyzer<UnusablePropertyException> {

  @Override
  protected FailureAnalysis analyze(Throwable failure, UnusablePropertyException cause) {
    return new FailureAnalysis(
        cause.getMessage(),
        "Set " + cause.property() + ", in the environment " + variable(cause.property()) + ".",
        cause);
  }

  private static String variable(String property) {
    return property.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
  }
}
