package io.pannier.cart.application;

/** What becomes of a batch that cannot be taken whole. */
public enum BatchMode {
  /** None of it is taken. */
  ATOMIC,
  /** What can be taken is. */
  PARTIAL
}
