package io.pannier.cart.domain.model;

import io.pannier.shared.model.ProductAtLocation;

/**
 * Names a line of a cart. It follows from what the line holds, so that adding, removing and adding
 * again is always about the same line, however often a client repeats it.
 */
public record LineId(String value) {

  public static LineId of(ProductAtLocation product) {
    return new LineId(product.upc().gtin14() + "-" + product.location());
  }

  @Override
  public String toString() {
    return value;
  }
}
