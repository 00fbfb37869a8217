package io.pannier.cart.domain.model;

import org.jspecify.annotations.Nullable;

/** What the cart refuses, or could not do. None of these has a stack trace: they are answers. */
public abstract sealed class CartException extends RuntimeException
    permits CartRefusedException,
        VersionMismatchException,
        CartNotActiveException,
        BatchRejectedException,
        UnknownNoticesException,
        CartStorageException {

  private final RefusalCode code;
  private final boolean changeMayHaveHappened;

  CartException(RefusalCode code) {
    this(code, false, null);
  }

  CartException(RefusalCode code, boolean changeMayHaveHappened, @Nullable Throwable cause) {
    super(code.name(), cause, false, false);
    this.code = code;
    this.changeMayHaveHappened = changeMayHaveHappened;
  }

  public final RefusalCode code() {
    return code;
  }

  /** Whether something was, or may have been, changed all the same. */
  public final boolean changeMayHaveHappened() {
    return changeMayHaveHappened;
  }
}
