package io.pannier.product.domain.model;

import io.pannier.offer.domain.model.Section;
import io.pannier.shared.model.InvalidValueException;
import java.util.EnumSet;
import java.util.Set;

/** A field of a product that clients can request, and the service that has it. */
public enum ProductField {
  CATALOG_NAME(Section.CATALOG, "name"),
  CATALOG_DESCRIPTION(Section.CATALOG, "description"),
  CATALOG_BRAND(Section.CATALOG, "brand"),
  CATALOG_LIFECYCLE(Section.CATALOG, "lifecycle"),
  CATALOG_IMAGES(Section.CATALOG, "images"),
  CATALOG_ORDER_LIMITS(Section.CATALOG, "orderLimits"),
  PRICING_CURRENT(Section.PRICING, "current"),
  PRICING_REGULAR(Section.PRICING, "regular"),
  INVENTORY_AVAILABLE(Section.INVENTORY, "available"),
  INVENTORY_NEXT_ARRIVAL(Section.INVENTORY, "nextArrival");

  private final Section section;
  private final String text;

  ProductField(Section section, String name) {
    this.section = section;
    this.text = section.text() + "." + name;
  }

  /** The service that has it. */
  public Section section() {
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
