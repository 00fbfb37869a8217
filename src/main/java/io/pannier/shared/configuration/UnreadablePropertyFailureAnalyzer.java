package io.pannier.shared.configuration;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Names a property whose value cannot be read as what it should be, in place of Boot's own
 * analyzer, which repeats the value: that of an address or a connection string may hold a password.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class UnreadablePropertyFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

  @Override
  protected FailureAnalysis analyze(Throwable failure, BindException cause) {
    String property = cause.getName().toString();
    String origin =
        cause.getProperty() == null || cause.getProperty().getOrigin() == null
            ? ""
            : " It comes from " + cause.getProperty().getOrigin() + ".";
    return new FailureAnalysis(
        property + " cannot be read as " + cause.getTarget().getType() + "." + origin,
        "Set " + property + " to a value of this type.",
        cause);
  }
}
