package io.pannier.shared.upstream;

/** A property without which the service does not start is missing or makes no sense. */
final class UnusablePropertyException extends IllegalArgumentException {

  private final String property;

  UnusablePropertyException(String property, String problem) {
    super(property + " " + problem);
    this.property = property;
  }

  String property() {
    return property;
  }
}
