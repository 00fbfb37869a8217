package io.pannier.cart.application;

import io.pannier.cart.domain.model.CartRefusedException;
import io.pannier.cart.domain.model.RefusalCode;
import io.pannier.cart.domain.model.StoredCart;
import io.pannier.cart.domain.model.VersionMismatchException;
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

  void check(StoredCart cart) {
    if (kind == Kind.ONE_OF && !versions.contains(cart.version())) {
      throw new VersionMismatchException(cart.version());
    }
  }

  /** For changes that must say which version they are made for (RFC 6585, section 3). */
  void require(StoredCart cart) {
    if (kind == Kind.NONE) {
      throw new CartRefusedException(RefusalCode.PRECONDITION_REQUIRED);
    }
    check(cart);
  }
}
