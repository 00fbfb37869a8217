package io.pannier.cart.application;

/** What the bearer of an access token may do. */
public enum Scope {
  /** Use their own carts. */
  CARTS,
  /** Read and close any cart: the order system. */
  ORDERS
}
