package io.pannier.allocation.domain.port;

import io.pannier.allocation.domain.model.Batch;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductId.Sku;
import reactor.core.publisher.Mono;

/**
 * Batches that their stock no longer lists, and their counts. Failures are as {@link Allocations}'
 */
public interface KeptBatches {

  /** The batch as it was last kept aside; empty if it never was. It may be back in its stock. */
  Mono<Batch.KeptAside> find(Sku sku, Batch.Reference reference, Deadline deadline);

  /** Whether any batch of the SKU was kept aside of which something came. */
  Mono<Boolean> any(Sku sku, Deadline deadline);

  /**
   * Keeps a batch in the place of one of a lower version; one of a higher or equal version stays.
   */
  Mono<Void> keep(Batch.KeptAside batch, Deadline deadline);
}
