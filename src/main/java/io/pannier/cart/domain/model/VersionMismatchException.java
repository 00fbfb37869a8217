package io.pannier.cart.domain.model;

/** The client's condition names another version than the cart has. */
public final class VersionMismatchException extends CartException {

  private final long current;

  public VersionMismatchException(long current) {
    this(current, false);
  }

  private VersionMismatchException(long current, boolean changeMayHaveHappened) {
    super(RefusalCode.PRECONDITION_FAILED, changeMayHaveHappened, null);
    this.current = current;
  }

  /** The same where another part of the change is done already. */
  public VersionMismatchException afterAChange() {
    return new VersionMismatchException(current, true);
  }

  /** The version that the cart has. */
  public long current() {
    return current;
  }
}
