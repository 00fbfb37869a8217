package io.pannier.product.application;

import io.pannier.product.domain.model.ProductSelection;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductId;
import io.pannier.shared.model.SellingLocationId;
import java.util.Locale;
import java.util.Set;

/** What a client asks to be shown of products. */
public sealed interface ProductQuery {

  /**
   * Asks for one product page.
   *
   * @param locations where prices and stock are wanted; empty means the default selling location
   * @param strict whether an unknown price or stock level fails it
   */
  record One(
      ProductId id,
      Set<SellingLocationId> locations,
      ProductSelection selection,
      boolean strict,
      Locale language,
      Deadline deadline)
      implements ProductQuery {}

  /**
   * Asks for several product pages at once.
   *
   * @param ids in the order in which they are to be answered
   * @param locations where prices and stock are wanted; empty means the default selling location
   * @param strict whether an unknown price or stock level leaves a product unresolved
   */
  record Several(
      Set<ProductId> ids,
      Set<SellingLocationId> locations,
      ProductSelection selection,
      boolean strict,
      Locale language,
      Deadline deadline)
      implements ProductQuery {}
}
