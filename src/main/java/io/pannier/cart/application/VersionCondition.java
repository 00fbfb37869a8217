package io.pannier.cart.application;

import io.pannier.cart.domain.model.StoredCart;
import io.pannier.cart.domain.model.VersionMismatchException;
import java.util.Set;

/**
 * Which versions of a cart a client is willing to change (RFC 9110, section 13.1.1).
 *
 * @param any whether it did not name any
 */
public record VersionCondition(boolean any, Set<Long> versions) {

  public static final VersionCondition ANY = new VersionCondition(true, Set.of());

  public static VersionCondition oneOf(Set<Long> versions) {
    return new VersionCondition(false, Set.copyOf(versions));
  }

  void check(StoredCart cart) {
    if (!any && !versions.contains(cart.version())) {
      throw new VersionMismatchException(cart.version());
    }
  }
}
