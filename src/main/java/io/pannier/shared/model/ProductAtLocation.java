package io.pannier.shared.model;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** A product as it is sold at one location: what a price and a stock level belong to. */
public record ProductAtLocation(ProductId id, SellingLocationId location) {

  /** The products, each once, in their order. */
  public static Set<ProductId> ids(Collection<ProductAtLocation> products) {
    Set<ProductId> ids = new LinkedHashSet<>();
    products.forEach(product -> ids.add(product.id()));
    return ids;
  }
}
