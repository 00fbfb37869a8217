package io.pannier.cart.domain.model;

import java.util.Objects;

/**
 * What is stored could not be read or changed. Where a change may have happened, it was sent and
 * not answered: only repeating the request can tell, an addition under the same key.
 */
public final class CartStorageException extends CartException {

  private final boolean changeMayHaveHappened;

  private CartStorageException(RefusalCode code, boolean changeMayHaveHappened, Throwable cause) {
    super(code, cause);
    this.changeMayHaveHappened = changeMayHaveHappened;
  }

  /** The store failed, or could not be reached. */
  public static CartStorageException unavailable(boolean changeMayHaveHappened, Throwable cause) {
    return new CartStorageException(RefusalCode.STORAGE_UNAVAILABLE, changeMayHaveHappened, cause);
  }

  /** The deadline passed before the store answered. */
  public static CartStorageException late(boolean changeMayHaveHappened, Throwable cause) {
    return new CartStorageException(RefusalCode.DEADLINE_EXCEEDED, changeMayHaveHappened, cause);
  }

  /** The same failure, after other writes of the call that failed. */
  public CartStorageException afterAChange() {
    return new CartStorageException(code(), true, Objects.requireNonNull(getCause()));
  }

  /** Whether the write that failed may have happened all the same. */
  public boolean changeMayHaveHappened() {
    return changeMayHaveHappened;
  }
}
