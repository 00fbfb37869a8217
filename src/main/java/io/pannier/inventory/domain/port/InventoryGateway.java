package io.pannier.inventory.domain.port;

import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductAtLocation;
import java.util.Set;
import reactor.core.publisher.Mono;

/** The inventory, as the rest of Pannier sees it. */
public interface InventoryGateway {

  /**
   * The stock of any number of products at their locations.
   *
   * @return exactly one answer for each, before the deadline; never an error, never empty
   */
  Mono<Answers<ProductAtLocation, StockLevel>> find(
      Set<ProductAtLocation> products, Deadline deadline);
}
