package io.pannier.allocation.adapter.out.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import io.pannier.allocation.domain.model.Batch;
import io.pannier.allocation.domain.port.KeptBatches;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductId.Sku;
import io.pannier.shared.mongo.PlainCollection;
import io.pannier.shared.storage.LostRace;
import reactor.core.publisher.Mono;

/** Batches that were kept aside, in a collection of their own; none is ever removed. */
final class MongoKeptBatches implements KeptBatches {

  private final PlainCollection kept;
  private final AllocationDocuments documents;

  MongoKeptBatches(PlainCollection kept, AllocationDocuments documents) {
    this.kept = kept;
    this.documents = documents;
  }

  @Override
  public Mono<Batch.KeptAside> find(Sku sku, Batch.Reference reference, Deadline deadline) {
    return kept.find(AllocationDocuments.id(sku, reference), empty(), documents::kept, deadline);
  }

  @Override
  public Mono<Boolean> any(Sku sku, Deadline deadline) {
    return kept.findAll(
            and(
                eq(AllocationDocuments.SKU, sku.value()),
                or(gt(AllocationDocuments.QUANTITY, 0L), gt(AllocationDocuments.SHIPPED, 0L))),
            null,
            1,
            document -> document,
            deadline)
        .map(found -> !found.read().isEmpty());
  }

  @Override
  public Mono<Void> keep(Batch.KeptAside batch, Deadline deadline) {
    return kept.replaceOrInsertIf(
            and(
                eq("_id", AllocationDocuments.id(batch.sku(), batch.batch().reference())),
                lt(AllocationDocuments.VERSION, batch.version())),
            documents.of(batch),
            deadline)
        .onErrorComplete(LostRace.class);
  }
}
