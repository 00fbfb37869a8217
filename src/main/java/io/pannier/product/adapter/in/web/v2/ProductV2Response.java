package io.pannier.product.adapter.in.web.v2;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.pannier.offer.domain.model.Section;
import io.pannier.product.domain.model.Product;
import io.pannier.product.domain.model.ProductSelection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A product page; it holds only what was asked for. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProductV2Response(
    String upc,
    @Nullable CatalogV2 catalog,
    @Nullable Locations<PriceV2> pricing,
    @Nullable Locations<StockV2> inventory,
    @Nullable SectionsV2 sections) {

  /** What differs between selling locations. */
  record Locations<T>(List<T> locations) {}

  /** A page by itself. */
  static ProductV2Response from(Product product) {
    return page(product, SectionsV2.from(product.sections()));
  }

  /** A page among others, which are summed up together. */
  static ProductV2Response withoutSections(Product product) {
    return page(product, null);
  }

  private static ProductV2Response page(Product product, @Nullable SectionsV2 sections) {
    ProductSelection selection = product.selection();
    return new ProductV2Response(
        product.upc().text(),
        product.catalog() == null ? null : CatalogV2.from(product.catalog(), selection),
        selection.needs(Section.PRICING) ? new Locations<>(prices(product)) : null,
        selection.needs(Section.INVENTORY) ? new Locations<>(stock(product)) : null,
        sections);
  }

  private static List<PriceV2> prices(Product product) {
    return product.pricing().byKey().entrySet().stream()
        .map(entry -> PriceV2.from(entry.getKey(), entry.getValue(), product.selection()))
        .toList();
  }

  private static List<StockV2> stock(Product product) {
    return product.inventory().byKey().entrySet().stream()
        .map(entry -> StockV2.from(entry.getKey(), entry.getValue(), product.selection()))
        .toList();
  }
}
