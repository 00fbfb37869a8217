package io.pannier.inventory.adapter.out.http;

import io.pannier.shared.model.ProductAtLocation;
import java.util.List;
import java.util.Set;

/** The body of a look-up: every sku at every node. */
record StockQuestionPayload(List<String> skus, List<String> shipNodes) {

  static StockQuestionPayload about(Set<ProductAtLocation> products) {
    return new StockQuestionPayload(
        products.stream().map(StockQuestionPayload::sku).distinct().toList(),
        products.stream().map(StockQuestionPayload::shipNode).distinct().toList());
  }

  static String sku(ProductAtLocation product) {
    return product.upc().gtin14();
  }

  /** Locations have four digits there. */
  static String shipNode(ProductAtLocation product) {
    String number = Integer.toString(product.location().value());
    return "0".repeat(4 - number.length()) + number;
  }
}
