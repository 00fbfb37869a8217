package io.pannier.cart.domain.model;

/** What the cart refuses, or could not do. None of these has a stack trace: they are answers. */
public abstract sealed class CartException extends RuntimeException
    permits CartRefusedException,
        VersionMismatchException,
        CartNotActiveException,
        BatchRejectedException,
        UnknownNoticesException,
        CartStorageException {

  private final RefusalCode code;

  CartException(RefusalCode code) {
    super(code.name(), null, false, false);
    this.code = code;
  }

  CartException(RefusalCode code, Throwable cause) {
    super(code.name(), cause, false, false);
    this.code = code;
  }

  public final RefusalCode code() {
    return code;
  }
}
