package io.pannier.allocation;

import io.pannier.allocation.domain.port.Allocations;
import io.pannier.allocation.domain.port.AllocationsContract;
import io.pannier.allocation.domain.port.KeptBatches;
import io.pannier.shared.model.ProductId.Sku;
import reactor.core.publisher.Mono;

/** The fake keeps the contract. */
class InMemoryAllocationsTest extends AllocationsContract {

  private final InMemoryAllocations store = new InMemoryAllocations();

  @Override
  protected Allocations allocations() {
    return store;
  }

  @Override
  protected KeptBatches kept() {
    return store;
  }

  @Override
  protected Mono<?> removed(Sku sku) {
    return Mono.fromRunnable(() -> store.stored().stocks.remove(sku));
  }
}
