package io.pannier.shared.model;

/**
 * A value that its type does not allow. The message is fit to be shown to whoever sent the value.
 */
public final class InvalidValueException extends IllegalArgumentException {

  public InvalidValueException(String message) {
    super(message);
  }
}
