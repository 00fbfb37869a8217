package io.pannier.catalog.domain.model;

import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.model.Upc;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A product as the catalog describes it.
 *
 * @param name absent where what the catalog sent cannot be shown
 * @param description absent where the catalog has none
 * @param brand absent where the catalog has none
 */
public record CatalogItem(
    Upc upc,
    @Nullable String name,
    @Nullable String description,
    @Nullable String brand,
    Lifecycle lifecycle,
    List<ProductImage> images,
    OrderLimits orderLimits) {

  public CatalogItem {
    if (name != null && name.isBlank()) {
      throw new InvalidValueException("a name that is known can be read");
    }
    images = List.copyOf(images);
  }

  /** The picture to show where there is room for one. */
  public Optional<ProductImage> primaryImage() {
    return images.stream()
        .filter(image -> image.role().equals("PRIMARY"))
        .findFirst()
        .or(() -> images.stream().findFirst());
  }
}
