package io.pannier.shared.settings;

import java.util.Locale;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** A property that the service needs to start is missing or has an invalid value. */
public final class UnusablePropertyException extends IllegalArgumentException {

  private final String property;

  public UnusablePropertyException(String property, String problem) {
    super(property + " " + problem);
    this.property = property;
  }

  String property() {
    return property;
  }

  /** Reports in one line which property prevents the start. Runs before Boot's own analyzers. */
  @Order(Ordered.HIGHEST_PRECEDENCE)
  static class Analyzer extends AbstractFailureAnalyzer<UnusablePropertyException> {

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

  /**
   * Reports a property whose value has the wrong type. It replaces Boot's own analyzer, which
   * repeats the value: an address or a connection string may contain a password.
   */
  @Order(Ordered.HIGHEST_PRECEDENCE + 1)
  static class UnreadableAnalyzer extends AbstractFailureAnalyzer<BindException> {

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
}
