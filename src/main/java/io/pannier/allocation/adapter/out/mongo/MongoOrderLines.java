package io.pannier.allocation.adapter.out.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.Sorts;
import io.pannier.allocation.domain.model.Batch;
import io.pannier.allocation.domain.model.OrderLine;
import io.pannier.allocation.domain.port.OrderLines;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductId.Sku;
import io.pannier.shared.mongo.PlainCollection;
import io.pannier.shared.storage.UnreadableDocument;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.conversions.Bson;
import reactor.core.publisher.Mono;

/** Lines in MongoDB, to be looked at. */
final class MongoOrderLines implements OrderLines {

  private final PlainCollection lines;
  private final AllocationDocuments documents;

  MongoOrderLines(PlainCollection lines, AllocationDocuments documents) {
    this.lines = lines;
    this.documents = documents;
  }

  @Override
  public Mono<List<OrderLine>> ofOrder(
      OrderLine.OrderId order, Optional<After> after, int most, Deadline deadline) {
    return page(
        and(
            eq(AllocationDocuments.ORDER, order.value()),
            ne(AllocationDocuments.STATE, OrderLine.State.RELEASED.name()),
            after.map(last -> gt("_id", last.id())).orElse(empty())),
        Sorts.ascending("_id"),
        most,
        deadline);
  }

  @Override
  public Mono<List<OrderLine>> ofSku(
      Sku sku, OrderLine.State state, Optional<After> after, int most, Deadline deadline) {
    return page(
        and(
            MongoAllocations.ofState(sku, state),
            after.map(last -> gt("_id", last.id())).orElse(empty())),
        Sorts.ascending("_id"),
        most,
        deadline);
  }

  @Override
  public Mono<List<OrderLine>> ofBatch(
      Sku sku,
      OrderLine.State state,
      Batch.Reference batch,
      Optional<After> after,
      int most,
      Deadline deadline) {
    return page(
        and(
            MongoAllocations.held(sku, state, batch),
            after
                .map(
                    last ->
                        or(
                            lt(AllocationDocuments.SINCE, last.number()),
                            and(
                                eq(AllocationDocuments.SINCE, last.number()),
                                lt("_id", last.id()))))
                .orElse(empty())),
        Sorts.descending(AllocationDocuments.SINCE, "_id"),
        most,
        deadline);
  }

  @Override
  public Mono<List<OrderLine>> unallocated(Optional<After> after, int most, Deadline deadline) {
    return page(
        and(
            eq(AllocationDocuments.STATE, OrderLine.State.UNALLOCATED.name()),
            after.map(MongoOrderLines::laterThan).orElse(empty())),
        Sorts.ascending(AllocationDocuments.CHANGED_AT, "_id"),
        most,
        deadline);
  }

  private static Bson laterThan(After last) {
    Date then = Date.from(Instant.ofEpochMilli(last.number()));
    return or(
        gt(AllocationDocuments.CHANGED_AT, then),
        and(eq(AllocationDocuments.CHANGED_AT, then), gt("_id", last.id())));
  }

  /** A line that cannot be read fails the list: it must not be left out. */
  private Mono<List<OrderLine>> page(Bson filter, Bson order, int most, Deadline deadline) {
    return lines
        .findAll(filter, order, most, documents::line, deadline)
        .map(
            found -> {
              if (!found.unreadable().isEmpty()) {
                throw new UnreadableDocument(
                    "the order line " + found.unreadable().get(0),
                    new IllegalArgumentException("not a line"));
              }
              return found.read();
            });
  }
}
