package io.pannier.cart.application;

import io.pannier.cart.domain.model.CartOwner.Customer;
import io.pannier.cart.domain.model.CartToken;
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
   * @throws DeniedException {@code UNAUTHENTICATED} for guests, {@code FORBIDDEN} without the scope
   */
  Identity require(Scope scope) {
    if (identity == null) {
      throw new DeniedException(DeniedException.Kind.UNAUTHENTICATED);
    }
    if (!may(scope)) {
      throw new DeniedException(DeniedException.Kind.FORBIDDEN);
    }
    return identity;
  }

  /** Who a caller proved to be, and what they may do. */
  public record Identity(Customer customer, Set<Scope> scopes) {

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

  /** The caller may not do this, or has no such cart. It is an answer, so it has no stack trace. */
  public static final class DeniedException extends RuntimeException {

    /** Why the caller is turned away. */
    public enum Kind {
      /** The operation is for callers who say who they are. */
      UNAUTHENTICATED,
      /** The caller's access token lacks a scope. */
      FORBIDDEN,
      /** There is no such cart, or it is not the caller's. */
      CART_NOT_FOUND
    }

    private final Kind kind;

    DeniedException(Kind kind) {
      super(kind.name(), null, false, false);
      this.kind = kind;
    }

    public Kind kind() {
      return kind;
    }
  }
}
