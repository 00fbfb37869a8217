package io.pannier.catalog.domain.model;

/** Where a product stands in its life. */
public enum Lifecycle {
  ACTIVE,
  PRE_SALE,
  DISCONTINUED,
  RECALLED;

  /** Only what is active may be sold. */
  public boolean isSellable() {
    return this == ACTIVE;
  }
}
