package io.pannier.shared.upstream;

import java.io.IOException;

/**
 * A connection that had been used before broke before the first byte of an answer came. It most
 * likely had been closed or forgotten by the other side, or something in between, while nobody used
 * it; this says nothing of the upstream's health, and the question can be asked again.
 */
final class StaleConnectionException extends IOException {

  private static final long serialVersionUID = 1L;

  StaleConnectionException(Throwable cause) {
    super(cause.getClass().getName(), cause);
  }
}
