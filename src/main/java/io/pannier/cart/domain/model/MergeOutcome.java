package io.pannier.cart.domain.model;

/** What became of a line of a cart that was merged into another. */
public enum MergeOutcome {
  /** It is a line of its own now. */
  ADDED,
  /** The line that was there holds more. */
  INCREASED,
  /** The line that was there holds as many as before. */
  UNCHANGED,
  /** It holds as many as a line of this service can. */
  CLAMPED,
  /** The cart has no room for another line, or another selling location. */
  NO_ROOM
}
