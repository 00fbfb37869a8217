package io.pannier.cart.application;

import io.pannier.cart.domain.model.StoredCart;

/** Decides who may open a cart. Whoever may not is told that there is none. */
final class CartAccess {

  private CartAccess() {}

  static boolean opens(StoredCart cart, Caller caller) {
    return caller.token() != null && cart.tokenHash().matches(caller.token());
  }
}
