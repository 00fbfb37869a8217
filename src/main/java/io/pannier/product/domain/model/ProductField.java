package io.pannier.product.domain.model;

import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.model.Provenance.Source;
import java.util.EnumSet;
import java.util.Set;

/** What can be asked for of a product, and which service tells it. */
public enum ProductField {
  CATALOG_NAME(Source.CATALOG, "name"),
  CATALOG_DESCRIPTION(Source.CATALOG, "description"),
  CATALOG_BRAND(Source.CATALOG, "brand"),
  CATALOG_LIFECYCLE(Source.CATALOG, "lifecycle"),
  CATALOG_IMAGES(Source.CATALOG, "images"),
  CATALOG_ORDER_LIMITS(Source.CATALOG, "orderLimits"),
  PRICING_CURRENT(Source.PRICING, "current"),
  PRICING_REGULAR(Source.PRICING, "regular"),
  INVENTORY_AVAILABLE(Source.INVENTORY, "available"),
  INVENTORY_NEXT_ARRIVAL(Source.INVENTORY, "nextArrival");

  private final Source section;
  private final String text;

  ProductField(Source section, String name) {
    this.section = section;
    this.text = section.text() + "." + name;
  }

  /** The service that tells it. */
  public Source section() {
    return section;
  }

  /**
   * The fields behind a name: one, as in {@code pricing.current}, or a whole section, as in {@code
   * pricing}.
   *
   * @throws InvalidValueException if nothing has this name
   */
  public static Set<ProductField> named(String name) {
    Set<ProductField> named = EnumSet.noneOf(ProductField.class);
    for (ProductField field : values()) {
      if (field.text.equals(name) || field.section.text().equals(name)) {
        named.add(field);
      }
    }
    if (named.isEmpty()) {
      throw new InvalidValueException("is not a field of a product");
    }
    return named;
  }
}
