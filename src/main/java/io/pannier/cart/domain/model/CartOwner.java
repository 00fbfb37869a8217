package io.pannier.cart.domain.model;

/** Whose a cart is. */
public sealed interface CartOwner {

  /** Whoever has the token. */
  record Guest(CartToken.Hash tokenHash) implements CartOwner {}

  /** A customer who is logged in. */
  record Customer(CustomerId customerId) implements CartOwner {}
}
