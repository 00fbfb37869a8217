package io.pannier.product.adapter.in.web.v2;

import static io.pannier.product.domain.model.ProductField.CATALOG_BRAND;
import static io.pannier.product.domain.model.ProductField.CATALOG_DESCRIPTION;
import static io.pannier.product.domain.model.ProductField.CATALOG_IMAGES;
import static io.pannier.product.domain.model.ProductField.CATALOG_LIFECYCLE;
import static io.pannier.product.domain.model.ProductField.CATALOG_NAME;
import static io.pannier.product.domain.model.ProductField.CATALOG_ORDER_LIMITS;
import static io.pannier.product.domain.model.ProductField.INVENTORY_AVAILABLE;
import static io.pannier.product.domain.model.ProductField.INVENTORY_NEXT_ARRIVAL;
import static io.pannier.product.domain.model.ProductField.PRICING_CURRENT;
import static io.pannier.product.domain.model.ProductField.PRICING_REGULAR;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.catalog.domain.model.CatalogItem.OrderLimits;
import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.offer.domain.model.Section;
import io.pannier.pricing.domain.model.Price;
import io.pannier.product.domain.model.Product;
import io.pannier.product.domain.model.ProductField;
import io.pannier.product.domain.model.ProductSelection;
import io.pannier.product.domain.model.QueriedProducts;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.SellingLocationId;
import io.pannier.shared.web.json.MoneyJson;
import io.pannier.shared.web.json.ProductIdJson;
import io.pannier.shared.web.json.SectionJson;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A product page with the requested fields only. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProductV2Response(
    @JsonUnwrapped ProductIdJson identifier,
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

  /** One of several pages, whose sections are summed up together. */
  static ProductV2Response withoutSections(Product product) {
    return page(product, null);
  }

  private static ProductV2Response page(Product product, @Nullable SectionsV2 sections) {
    ProductSelection selection = product.selection();
    return new ProductV2Response(
        ProductIdJson.of(product.id()),
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

  /** The requested fields of the catalog. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record CatalogV2(
      Answer.Status status,
      @Nullable Reason reason,
      @Nullable String name,
      @Nullable String description,
      @Nullable String brand,
      CatalogItem.@Nullable Lifecycle lifecycle,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable List<Image> images,
      @Nullable Limits orderLimits) {

    record Image(String role, URI url) {
      static Image from(CatalogItem.Image image) {
        return new Image(image.role(), image.url());
      }
    }

    record Limits(int minimum, int maximum, int multiple) {
      static @Nullable Limits from(@Nullable OrderLimits limits) {
        return limits == null
            ? null
            : new Limits(limits.minimum(), limits.maximum(), limits.multiple());
      }
    }

    static CatalogV2 from(Answer<CatalogItem> answer, ProductSelection selection) {
      RequestedFields<CatalogItem> item = new RequestedFields<>(answer.known(), selection);
      return new CatalogV2(
          answer.status(),
          answer.reason().orElse(null),
          item.pick(CATALOG_NAME, CatalogItem::name),
          item.pick(CATALOG_DESCRIPTION, CatalogItem::description),
          item.pick(CATALOG_BRAND, CatalogItem::brand),
          item.pick(CATALOG_LIFECYCLE, CatalogItem::lifecycle),
          item.pick(CATALOG_IMAGES, i -> i.images().stream().map(Image::from).toList()),
          item.pick(CATALOG_ORDER_LIMITS, i -> Limits.from(i.orderLimits())));
    }
  }

  /** The requested fields of the price at a location; absent where it is unknown. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PriceV2(
      int sellingLocationId,
      Answer.Status status,
      @Nullable Reason reason,
      @Nullable MoneyJson current,
      @Nullable MoneyJson regular,
      Price.@Nullable Kind kind,
      @Nullable Instant validUntil,
      @Nullable Boolean taxIncluded) {

    static PriceV2 from(
        SellingLocationId location, Answer<Price> answer, ProductSelection selection) {
      RequestedFields<Price> price = new RequestedFields<>(answer.known(), selection);
      return new PriceV2(
          location.value(),
          answer.status(),
          answer.reason().orElse(null),
          price.pick(PRICING_CURRENT, p -> MoneyJson.from(p.current())),
          price.pick(PRICING_REGULAR, p -> MoneyJson.from(p.regular())),
          price.pick(PRICING_CURRENT, Price::kind),
          price.pick(PRICING_CURRENT, Price::validUntil),
          answer.known().map(Price::taxIncluded).orElse(null));
    }
  }

  /** The requested fields of the stock at a location; the availability is always included. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record StockV2(
      int sellingLocationId,
      Answer.Status status,
      @Nullable Reason reason,
      StockLevel.Availability availability,
      @Nullable Integer available,
      @Nullable Arrival nextArrival) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Arrival(@Nullable Integer quantity, LocalDate date) {
      static @Nullable Arrival from(StockLevel.@Nullable NextArrival arrival) {
        return arrival == null ? null : new Arrival(arrival.quantity(), arrival.date());
      }
    }

    static StockV2 from(
        SellingLocationId location, Answer<StockLevel> answer, ProductSelection selection) {
      StockLevel level = StockLevel.from(answer);
      RequestedFields<StockLevel> stock = new RequestedFields<>(Optional.of(level), selection);
      return new StockV2(
          location.value(),
          answer.status(),
          answer.reason().orElse(null),
          level.availability(),
          stock.pick(INVENTORY_AVAILABLE, StockLevel::available),
          stock.pick(INVENTORY_NEXT_ARRIVAL, l -> Arrival.from(l.nextArrival())));
    }
  }

  /** What each service contributed, summed up. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SectionsV2(
      @Nullable SectionJson catalog,
      @Nullable SectionJson pricing,
      @Nullable SectionJson inventory) {

    static SectionsV2 from(Product.Sections sections) {
      return new SectionsV2(
          sections.catalog().map(SectionJson::of).orElse(null),
          sections.pricing().map(SectionJson::of).orElse(null),
          sections.inventory().map(SectionJson::of).orElse(null));
    }
  }

  /** Picks the requested fields of a value; null for the others, and where it is not known. */
  private record RequestedFields<V>(Optional<V> value, ProductSelection selection) {

    /** A part that the value may lack. */
    @FunctionalInterface
    interface Part<V, T> {
      @Nullable T of(V value);
    }

    <T> @Nullable T pick(ProductField field, Part<V, T> part) {
      return selection.includes(field) && value.isPresent() ? part.of(value.get()) : null;
    }
  }

  /** Several product pages, and the products that have none, with the reason. */
  record Several(
      List<ProductV2Response> products,
      List<ProductIdJson> missing,
      List<Unresolved> unresolved,
      SectionsV2 sections) {

    record Unresolved(@JsonUnwrapped ProductIdJson identifier, Reason reason) {}

    static Several from(QueriedProducts products) {
      return new Several(
          products.shown().stream().map(ProductV2Response::withoutSections).toList(),
          products.missing().stream().map(ProductIdJson::of).toList(),
          products.unresolved().entrySet().stream()
              .map(entry -> new Unresolved(ProductIdJson.of(entry.getKey()), entry.getValue()))
              .toList(),
          SectionsV2.from(products.sections()));
    }
  }
}
