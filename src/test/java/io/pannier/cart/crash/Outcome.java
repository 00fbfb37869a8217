package io.pannier.cart.crash;

/** What a client knows of its write. */
enum Outcome {
  ACKNOWLEDGED,
  /** Acknowledged as a repeat of what had happened before. */
  REPLAYED,
  /** It had no effect, says the service. */
  REFUSED,
  /** No answer came, or one that says that it may have happened. */
  IN_DOUBT
}
