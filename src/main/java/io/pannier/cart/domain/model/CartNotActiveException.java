package io.pannier.cart.domain.model;

/** The cart cannot be changed any more. */
public final class CartNotActiveException extends CartException {

  private final transient CartState state;

  CartNotActiveException(CartState state) {
    super(state instanceof CartState.Merged ? RefusalCode.CART_MERGED : RefusalCode.CART_CLOSED);
    this.state = state;
  }

  /** What became of it. */
  public CartState state() {
    return state;
  }
}
