package io.pannier.cart.domain.model;

/** What a customer should know about a line. */
public enum NoticeCode {
  PRICE_INCREASED(true),
  PRICE_DECREASED(true),
  OUT_OF_STOCK(false),
  INSUFFICIENT_STOCK(false),
  NOT_SELLABLE(false),
  QUANTITY_NOT_ALLOWED(false),
  CURRENCY_MISMATCH(false);

  private final boolean acknowledgeable;

  NoticeCode(boolean acknowledgeable) {
    this.acknowledgeable = acknowledgeable;
  }

  /** Price changes can be acknowledged; facts are shown while they are true. */
  public boolean isAcknowledgeable() {
    return acknowledgeable;
  }
}
