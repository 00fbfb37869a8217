package io.pannier.cart.application;

import io.pannier.cart.domain.model.StoredCart;
import java.util.Set;

/** Which versions of a cart a client is willing to change (RFC 9110, section 13.1.1). */
public record VersionCondition(Kind kind, Set<Long> versions) {

  /** What a client said of versions. */
  public enum Kind {
    /** Nothing. */
    NONE,
    /** That any will do. */
    ANY,
    /** That only these will. */
    ONE_OF
  }

  public static final VersionCondition NONE = new VersionCondition(Kind.NONE, Set.of());
  public static final VersionCondition ANY = new VersionCondition(Kind.ANY, Set.of());

  public static VersionCondition oneOf(Set<Long> versions) {
    return new VersionCondition(Kind.ONE_OF, Set.copyOf(versions));
  }

  /**
   * Lets through the expected versions.
   *
   * @param required whether the client must name one (RFC 6585, section 3)
   */
  void check(StoredCart cart, boolean required) {
    if (required && kind == Kind.NONE) {
      throw new RequiredException();
    }
    if (kind == Kind.ONE_OF && !versions.contains(cart.version())) {
      throw new FailedException(cart.version());
    }
  }

  /** The client names other versions than the one that the cart has. */
  public static final class FailedException extends RuntimeException {

    private final long current;

    FailedException(long current) {
      super("the cart is in version " + current, null, false, false);
      this.current = current;
    }

    /** The version that the cart has. */
    public long current() {
      return current;
    }
  }

  /** The client names no version, and this change needs one. */
  public static final class RequiredException extends RuntimeException {

    RequiredException() {
      super("no version is named", null, false, false);
    }
  }
}
