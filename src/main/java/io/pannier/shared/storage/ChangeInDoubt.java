package io.pannier.shared.storage;

/**
 * A change was sent and not answered, so it may have happened. To find out, the client repeats the
 * request; an addition needs the same key for that.
 */
public final class ChangeInDoubt extends RuntimeException {

  private final StorageFailure failure;

  public ChangeInDoubt(StorageFailure failure) {
    super("the change may have happened: " + failure.getMessage(), failure, false, false);
    this.failure = failure;
  }

  /** Why the answer is missing. */
  public StorageFailure failure() {
    return failure;
  }
}
