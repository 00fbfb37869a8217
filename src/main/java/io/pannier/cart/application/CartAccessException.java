package io.pannier.cart.application;

/** The caller may not do this, or has no such cart. It is an answer, so it has no stack trace. */
public final class CartAccessException extends RuntimeException {

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

  CartAccessException(Kind kind) {
    super(kind.name(), null, false, false);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
