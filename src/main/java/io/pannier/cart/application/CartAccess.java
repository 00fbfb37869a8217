package io.pannier.cart.application;

import io.pannier.cart.domain.model.CartOwner;
import io.pannier.cart.domain.model.CartOwner.Customer;
import io.pannier.cart.domain.model.StoredCart;

/**
 * Decides who may open a cart: a guest with its token, its customer, and the order system for
 * reading and closing. Everyone else gets {@code cart-not-found}, so that nobody can probe for ids.
 */
enum CartAccess {
  VIEW,
  CHANGE,
  CLOSE;

  boolean opens(StoredCart cart, Caller caller) {
    if (this == CLOSE) {
      return caller.may(Caller.Scope.ORDERS);
    }
    return owns(cart, caller) || (this == VIEW && caller.may(Caller.Scope.ORDERS));
  }

  /** For those whom the cart is not opened to, whether it exists or not. */
  Caller.DeniedException refusal(Caller caller) {
    Caller.Scope needed = this == CLOSE ? Caller.Scope.ORDERS : Caller.Scope.CARTS;
    boolean lacksScope =
        caller.identity() != null
            && !caller.may(needed)
            && !(this == VIEW && caller.may(Caller.Scope.ORDERS));
    return new Caller.DeniedException(
        lacksScope
            ? Caller.DeniedException.Kind.FORBIDDEN
            : Caller.DeniedException.Kind.CART_NOT_FOUND);
  }

  private static boolean owns(StoredCart cart, Caller caller) {
    CartOwner owner = cart.owner();
    if (owner instanceof CartOwner.Guest guest) {
      return caller.token() != null && guest.tokenHash().matches(caller.token());
    }
    Caller.Identity identity = caller.identity();
    return owner instanceof Customer customer
        && identity != null
        && caller.may(Caller.Scope.CARTS)
        && customer.equals(identity.customer());
  }
}
