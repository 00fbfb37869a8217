package io.pannier.cart.domain.model;

/** How far a cart has come. Only an active one can be changed. */
public sealed interface CartState {

  CartState ACTIVE = new Active();

  /** It is being filled. */
  record Active() implements CartState {}

  /** Its lines went into another cart, when its guest logged in. */
  record Merged(CartId mergedInto) implements CartState {}

  /** The order system took it. */
  record Closed(String orderId) implements CartState {}
}
