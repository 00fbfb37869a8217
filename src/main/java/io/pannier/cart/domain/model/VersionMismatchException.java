package io.pannier.cart.domain.model;

/** The client's condition names another version than the cart has. */
public final class VersionMismatchException extends CartException {

  private final long current;

  public VersionMismatchException(long current) {
    super(RefusalCode.PRECONDITION_FAILED);
    this.current = current;
  }

  /** The version that the cart has. */
  public long current() {
    return current;
  }
}
