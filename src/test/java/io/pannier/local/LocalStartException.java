package io.pannier.local;

/** The local start cannot go on; the message is one line that says what to do about it. */
final class LocalStartException extends RuntimeException {

  LocalStartException(String message) {
    super(message);
  }

  LocalStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
