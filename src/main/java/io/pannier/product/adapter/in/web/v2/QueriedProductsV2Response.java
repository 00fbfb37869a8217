package io.pannier.product.adapter.in.web.v2;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.pannier.product.domain.model.QueriedProducts;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.web.json.ProductIdJson;
import java.util.List;

/** Several product pages, and the products that have none, with the reason. */
record QueriedProductsV2Response(
    List<ProductV2Response> products,
    List<ProductIdJson> missing,
    List<Unresolved> unresolved,
    ProductV2Response.SectionsV2 sections) {

  record Unresolved(@JsonUnwrapped ProductIdJson identifier, Reason reason) {}

  static QueriedProductsV2Response from(QueriedProducts products) {
    return new QueriedProductsV2Response(
        products.shown().stream().map(ProductV2Response::withoutSections).toList(),
        products.missing().stream().map(ProductIdJson::of).toList(),
        products.unresolved().entrySet().stream()
            .map(entry -> new Unresolved(ProductIdJson.of(entry.getKey()), entry.getValue()))
            .toList(),
        ProductV2Response.SectionsV2.from(products.sections()));
  }
}
