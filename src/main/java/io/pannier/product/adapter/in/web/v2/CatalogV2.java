package io.pannier.product.adapter.in.web.v2;

import static io.pannier.product.domain.model.ProductField.CATALOG_BRAND;
import static io.pannier.product.domain.model.ProductField.CATALOG_DESCRIPTION;
import static io.pannier.product.domain.model.ProductField.CATALOG_IMAGES;
import static io.pannier.product.domain.model.ProductField.CATALOG_LIFECYCLE;
import static io.pannier.product.domain.model.ProductField.CATALOG_NAME;
import static io.pannier.product.domain.model.ProductField.CATALOG_ORDER_LIMITS;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.catalog.domain.model.CatalogItem.OrderLimits;
import io.pannier.product.domain.model.ProductSelection;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answer.Reason;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the catalog says, of what was asked for. */
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
    Asked<CatalogItem> item = new Asked<>(answer.known(), selection);
    return new CatalogV2(
        answer.status(),
        answer.reason().orElse(null),
        item.get(CATALOG_NAME, CatalogItem::name),
        item.get(CATALOG_DESCRIPTION, CatalogItem::description),
        item.get(CATALOG_BRAND, CatalogItem::brand),
        item.get(CATALOG_LIFECYCLE, CatalogItem::lifecycle),
        item.get(CATALOG_IMAGES, i -> i.images().stream().map(Image::from).toList()),
        item.get(CATALOG_ORDER_LIMITS, i -> Limits.from(i.orderLimits())));
  }
}
