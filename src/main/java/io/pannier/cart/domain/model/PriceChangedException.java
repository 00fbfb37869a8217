package io.pannier.cart.domain.model;

import io.pannier.shared.model.Money;

/** The subtotal is no longer the one that the cart was to be closed at. */
public final class PriceChangedException extends CartException {

  private final transient Money expected;
  private final transient Money current;

  PriceChangedException(Money expected, Money current) {
    super(RefusalCode.PRICE_CHANGED);
    this.expected = expected;
    this.current = current;
  }

  /** What the order system meant to charge. */
  public Money expected() {
    return expected;
  }

  /** The cart's subtotal now. */
  public Money current() {
    return current;
  }
}
