package io.pannier.cart.domain.model;

import org.jspecify.annotations.Nullable;

/** How far a cart has come. Only an active one can be changed. */
public sealed interface CartState {

  CartState ACTIVE = new Active();

  /** It is being filled. */
  record Active() implements CartState {}

  /** Its lines went into another cart, when its guest logged in. */
  record Merged(CartId mergedInto) implements CartState {}

  /**
   * The order system took it.
   *
   * @param closing what it was closed with; absent where it was closed by a release that did not
   *     keep this
   */
  record Closed(String orderId, @Nullable Closing closing) implements CartState {}
}
