package io.pannier.pricing.adapter.out.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.SellingLocationId;
import io.pannier.shared.model.Upc;
import io.pannier.shared.upstream.UpstreamJson;

/** A product at a location, in pricing's words: the GTIN has no leading zeros there. */
record PriceKey(String itemId, String loc) {

  static PriceKey of(ProductAtLocation product) {
    return new PriceKey(itemId(product.upc()), loc(product.location()));
  }

  static PriceKey of(JsonNode entry) {
    return new PriceKey(UpstreamJson.text(entry, "itemId"), UpstreamJson.text(entry, "loc"));
  }

  static String itemId(Upc upc) {
    return upc.gtin14().replaceFirst("^0+", "");
  }

  static String loc(SellingLocationId location) {
    return Integer.toString(location.value());
  }
}
