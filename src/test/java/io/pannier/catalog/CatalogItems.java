package io.pannier.catalog;

import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.catalog.domain.model.Lifecycle;
import io.pannier.catalog.domain.model.OrderLimits;
import io.pannier.shared.model.Upc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Catalog items for tests. */
public final class CatalogItems {

  private CatalogItems() {}

  /** On sale, 1 to 999 at once, with nothing optional. */
  public static CatalogItem active(Upc upc) {
    return with(upc, Lifecycle.ACTIVE, new OrderLimits(1, 999, 1));
  }

  public static CatalogItem with(Upc upc, Lifecycle lifecycle, @Nullable OrderLimits limits) {
    return new CatalogItem(upc, "Product " + upc, null, null, lifecycle, List.of(), limits);
  }
}
