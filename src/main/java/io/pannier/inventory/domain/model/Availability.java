package io.pannier.inventory.domain.model;

/** Whether a product can be had. */
public enum Availability {
  IN_STOCK,
  OUT_OF_STOCK,
  /** Nobody checked. */
  UNKNOWN
}
