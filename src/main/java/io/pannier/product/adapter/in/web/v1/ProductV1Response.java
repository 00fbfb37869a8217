package io.pannier.product.adapter.in.web.v1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.pricing.domain.model.Price;
import io.pannier.product.domain.model.Product;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The flat product of version 1, at one location; what is not known is left out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProductV1Response(
    String upc,
    @Nullable String name,
    @Nullable String description,
    @Nullable BigDecimal price,
    @Nullable String currency,
    @Nullable Integer quantity,
    @Nullable Boolean inStock) {

  static ProductV1Response from(Product product) {
    Optional<CatalogItem> item =
        Optional.ofNullable(product.catalog()).flatMap(answer -> answer.known());
    Optional<Price> price =
        product.pricing().all().stream().findFirst().flatMap(answer -> answer.known());
    Optional<StockLevel> stock =
        product.inventory().all().stream().findFirst().map(StockLevel::from);
    return new ProductV1Response(
        product.id().text(),
        item.map(CatalogItem::name).orElse(null),
        item.map(CatalogItem::description).orElse(null),
        price.map(p -> p.current().amount()).orElse(null),
        price.map(p -> p.current().currency().getCurrencyCode()).orElse(null),
        stock.map(StockLevel::available).orElse(null),
        stock.flatMap(ProductV1Response::inStock).orElse(null));
  }

  private static Optional<Boolean> inStock(StockLevel level) {
    return switch (level.availability()) {
      case IN_STOCK -> Optional.of(true);
      case OUT_OF_STOCK -> Optional.of(false);
      case UNKNOWN -> Optional.empty();
    };
  }
}
