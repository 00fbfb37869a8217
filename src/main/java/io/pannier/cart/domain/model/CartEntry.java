package io.pannier.cart.domain.model;

import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.model.ProductAtLocation;

/**
 * Something to be put into a cart.
 *
 * @param quantity in eaches, at least 1
 */
public record CartEntry(ProductAtLocation product, int quantity) {

  public CartEntry {
    if (quantity < 1) {
      throw new InvalidValueException("must be at least 1");
    }
  }
}
