package io.pannier.cart.domain.model;

import org.jspecify.annotations.Nullable;

/** What the cart refuses, or could not do. None of these has a stack trace: they are answers. */
public abstract sealed class CartException extends RuntimeException
    permits CartRefusedException,
        VersionMismatchException,
        CartNotActiveException,
        BatchRejectedException,
        UnknownNoticesException,
        PriceChangedException,
        CartStorageException {

  private final RefusalCode code;

  CartException(RefusalCode code) {
    this(code, null);
  }

  CartException(RefusalCode code, @Nullable Throwable cause) {
    super(code.name(), cause, false, false);
    this.code = code;
  }

  public final RefusalCode code() {
    return code;
  }
}
