package io.pannier.catalog;

import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.catalog.domain.model.CatalogItem.OrderLimits;
import io.pannier.shared.model.ProductId.Upc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Catalog items for tests. */
public final class CatalogItems {

  private CatalogItems() {}

  /** On sale without rules of its own, so up to 999 a line, with nothing optional. */
  public static CatalogItem active(Upc upc) {
    return with(upc, CatalogItem.Lifecycle.ACTIVE, OrderLimits.NONE.within(999).orElseThrow());
  }

  public static CatalogItem with(
      Upc upc, CatalogItem.Lifecycle lifecycle, @Nullable OrderLimits limits) {
    return new CatalogItem(upc, "Product " + upc, null, null, lifecycle, List.of(), limits);
  }
}
