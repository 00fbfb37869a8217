package io.pannier.cart.application;

import io.pannier.cart.domain.model.CartToken;
import io.pannier.cart.domain.model.CustomerId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, as far as they showed.
 *
 * @param token the secret of a guest's cart; absent if none was sent
 * @param identity who they proved to be; absent for guests
 */
public record Caller(@Nullable CartToken token, @Nullable Identity identity) {

  boolean may(Scope scope) {
    return identity != null && identity.scopes().contains(scope);
  }

  /**
   * Who this is, for what only they may do.
   *
   * @throws CartAccessException {@code UNAUTHENTICATED} for guests, {@code FORBIDDEN} without the
   *     scope
   */
  Identity require(Scope scope) {
    if (identity == null) {
      throw new CartAccessException(CartAccessException.Kind.UNAUTHENTICATED);
    }
    if (!may(scope)) {
      throw new CartAccessException(CartAccessException.Kind.FORBIDDEN);
    }
    return identity;
  }

  /** Who a caller proved to be, and what they may do. */
  public record Identity(CustomerId customer, Set<Scope> scopes) {

    public Identity {
      scopes = Set.copyOf(scopes);
    }
  }

  /** What the bearer of an access token may do. */
  public enum Scope {
    /** Use their own carts. */
    CARTS,
    /** Read and close any cart: the order system. */
    ORDERS
  }
}
