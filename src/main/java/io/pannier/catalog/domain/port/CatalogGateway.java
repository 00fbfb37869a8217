package io.pannier.catalog.domain.port;

import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductId;
import java.util.Locale;
import java.util.Set;
import reactor.core.publisher.Mono;

/** The catalog, as the rest of Pannier sees it. */
public interface CatalogGateway {

  /**
   * What the catalog says of these products, however many.
   *
   * @param language that names and descriptions are wanted in, one of those that the shop is set to
   *     have; a catalog that has a text in another one only gives that
   * @return exactly one answer for each, before the deadline; never an error, never empty
   */
  Mono<Answers<ProductId, CatalogItem>> find(
      Set<ProductId> ids, Locale language, Deadline deadline);
}
