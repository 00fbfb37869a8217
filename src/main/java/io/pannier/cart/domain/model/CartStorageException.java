package io.pannier.cart.domain.model;

/**
 * What is stored could not be read or changed. Where a change may have happened, it was sent and
 * not answered, or another one came before: only repeating the request can tell, an addition under
 * the same key.
 */
public final class CartStorageException extends CartException {

  private CartStorageException(RefusalCode code, boolean changeMayHaveHappened, Throwable cause) {
    super(code, changeMayHaveHappened, cause);
  }

  /** The store failed, or could not be reached. */
  public static CartStorageException unavailable(boolean changeMayHaveHappened, Throwable cause) {
    return new CartStorageException(RefusalCode.STORAGE_UNAVAILABLE, changeMayHaveHappened, cause);
  }

  /** The deadline passed before the store answered. */
  public static CartStorageException late(boolean changeMayHaveHappened, Throwable cause) {
    return new CartStorageException(RefusalCode.DEADLINE_EXCEEDED, changeMayHaveHappened, cause);
  }

  /** The same failure, of an operation that had changed something before. */
  public CartStorageException afterAChange() {
    return new CartStorageException(code(), true, this);
  }
}
