package io.pannier.catalog.domain.model;

import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.model.Upc;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A product as the catalog describes it.
 *
 * @param name absent where what the catalog sent cannot be shown
 * @param description absent where the catalog has none
 * @param brand absent where the catalog has none
 * @param orderLimits no wider than those of carts; absent where no quantity can be bought
 */
public record CatalogItem(
    Upc upc,
    @Nullable String name,
    @Nullable String description,
    @Nullable String brand,
    Lifecycle lifecycle,
    List<Image> images,
    @Nullable OrderLimits orderLimits) {

  public CatalogItem {
    if (name != null && name.isBlank()) {
      throw new InvalidValueException("a name that is known can be read");
    }
    images = List.copyOf(images);
  }

  /** Whether it is for sale at all; how many of it are in stock does not matter here. */
  public boolean isSellable() {
    return lifecycle.isSellable() && orderLimits != null;
  }

  /** The picture to show where there is room for one. */
  public Optional<Image> primaryImage() {
    return images.stream()
        .filter(image -> image.role().equals("PRIMARY"))
        .findFirst()
        .or(() -> images.stream().findFirst());
  }

  /** Where a product stands in its life. */
  public enum Lifecycle {
    ACTIVE,
    PRE_SALE,
    DISCONTINUED,
    RECALLED;

    /** Only what is active may be sold. */
    public boolean isSellable() {
      return this == ACTIVE;
    }
  }

  /**
   * A picture of a product.
   *
   * @param role what it shows, in the catalog's own words, as in {@code PRIMARY}
   */
  public record Image(String role, URI url) {}
}
