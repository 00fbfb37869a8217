package io.pannier.cart.domain.port;

/** Another writer was faster: nothing was changed, and trying again is safe. */
public final class LostRaceException extends RuntimeException {

  public LostRaceException() {
    super("another writer was faster", null, false, false);
  }
}
