package io.pannier.shared.storage;

/**
 * What is stored could not be read or changed, and nothing was changed. Where a change may have
 * happened all the same, it is a {@link ChangeInDoubt}.
 */
public final class StorageFailure extends RuntimeException {

  /** Why there is no answer. */
  public enum Kind {
    /** The store failed, or could not be reached. */
    UNAVAILABLE,
    /** The deadline passed before the store answered. */
    LATE
  }

  private final Kind kind;

  private StorageFailure(Kind kind, Throwable cause) {
    super(kind.name(), cause, false, false);
    this.kind = kind;
  }

  public static StorageFailure unavailable(Throwable cause) {
    return new StorageFailure(Kind.UNAVAILABLE, cause);
  }

  public static StorageFailure late(Throwable cause) {
    return new StorageFailure(Kind.LATE, cause);
  }

  public Kind kind() {
    return kind;
  }
}
