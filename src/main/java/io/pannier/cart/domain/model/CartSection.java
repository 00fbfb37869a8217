package io.pannier.cart.domain.model;

/** What a reader of a cart can ask for. */
public enum CartSection {
  CATALOG,
  PRICING,
  INVENTORY
}
