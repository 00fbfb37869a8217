package io.pannier.shared.model;

import java.util.function.Function;

/**
 * What a product is known by: its GTIN, or the shop's own SKU. Which of both is always said beside
 * it and never guessed from its form: {@code 12345678} may be either. Whether a GTIN and a SKU mean
 * the same article is the catalog's business; here they are two products.
 */
public sealed interface ProductId permits Upc, Sku {

  /** As it is shown, beside the word for its kind. */
  String text();

  <T> T fold(Function<? super Upc, ? extends T> upc, Function<? super Sku, ? extends T> sku);
}
