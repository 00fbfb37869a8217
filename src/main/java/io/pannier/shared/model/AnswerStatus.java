package io.pannier.shared.model;

/** How well a value is known, declared from best to worst. */
public enum AnswerStatus {
  /** Asked now. */
  FRESH,
  /** Asked before, within its lifetime. */
  CACHED,
  /** As it was when the cart was closed. */
  CLOSED,
  /** The upstream answered that it has none. */
  NOT_FOUND,
  /** Past its lifetime, given because the upstream failed. */
  STALE,
  /** From the legacy inventory, because the inventory could not tell. */
  FALLBACK,
  /** Could not be told. */
  UNAVAILABLE
}
