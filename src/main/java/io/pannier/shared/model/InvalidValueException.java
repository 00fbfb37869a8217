package io.pannier.shared.model;

/**
 * A value that its type does not allow. The message may be shown to the client that sent the value.
 */
public final class InvalidValueException extends IllegalArgumentException {

  public InvalidValueException(String message) {
    super(message);
  }
}
