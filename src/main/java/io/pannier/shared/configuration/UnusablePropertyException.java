package io.pannier.shared.configuration;

/** A property without which the service does not start is missing or makes no sense. */
public final class UnusablePropertyException extends IllegalArgumentException {

  private final String property;

  public UnusablePropertyException(String property, String problem) {
    super(property + " " + problem);
    this.property = property;
  }

  String property() {
    return property;
  }
}
