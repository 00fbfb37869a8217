package io.pannier.cart.domain.model;

/**
 * What the cart refuses. The names are stored in receipts: a constant that was kept there stays.
 */
public enum RefusalCode {
  /** The operation is for those who say who they are. */
  UNAUTHENTICATED,
  /** Who calls may not do this. */
  FORBIDDEN,
  CART_NOT_FOUND,
  CART_MERGED,
  CART_CLOSED,
  ITEM_NOT_FOUND,
  CART_FULL,
  TOO_MANY_LOCATIONS,
  UNKNOWN_PRODUCT,
  PRODUCT_NOT_SELLABLE,
  QUANTITY_LIMIT,
  CURRENCY_MISMATCH,
  INSUFFICIENT_STOCK,
  /** An upstream that the decision needs could not tell. */
  UPSTREAM_UNAVAILABLE,
  /** What is named is no price notice, so it cannot be acknowledged. */
  UNKNOWN_NOTICE,
  /** What is named is no price notice of this cart any more. */
  NOTICES_CHANGED,
  IDEMPOTENCY_KEY_REUSED,
  CONCURRENT_UPDATE,
  PRECONDITION_REQUIRED,
  PRECONDITION_FAILED,
  BATCH_REJECTED,
  /** There is nothing in the cart that could be ordered. */
  CART_EMPTY,
  /** The subtotal is no longer the one that the cart was to be closed at. */
  PRICE_CHANGED,
  STORAGE_UNAVAILABLE,
  DEADLINE_EXCEEDED
}
