package io.pannier.cart.domain.model;

import io.pannier.shared.model.ProductAtLocation;

/**
 * What makes a line this line, compared by value: the same product at the same location with the
 * same words on it. More of the same is more on one line.
 */
public record LineContent(ProductAtLocation product, Attributes attributes) {

  /** Without words. */
  public static LineContent of(ProductAtLocation product) {
    return new LineContent(product, Attributes.NONE);
  }
}
