package io.pannier.product.adapter.in.web;

import io.pannier.product.domain.model.Product;

/** What an answer about products says of caching, in both versions. */
public final class ProductCaching {

  private ProductCaching() {}

  /**
   * A {@code Cache-Control}: clients may keep an answer that is not degraded, for as long as we
   * would give it again.
   */
  public static String of(Product.Sections sections) {
    return sections.areDegraded()
        ? "no-store"
        : "private, max-age=" + sections.goodFor().toSeconds();
  }
}
