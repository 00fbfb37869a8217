package io.pannier.pricing.domain.model;

/** What sort of price is in force. */
public enum PriceKind {
  REGULAR,
  PROMOTION,
  CLEARANCE
}
