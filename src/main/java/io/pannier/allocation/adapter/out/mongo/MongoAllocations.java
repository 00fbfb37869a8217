package io.pannier.allocation.adapter.out.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.nin;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoClient;
import io.pannier.allocation.domain.model.Batch;
import io.pannier.allocation.domain.model.OrderLine;
import io.pannier.allocation.domain.model.Stock;
import io.pannier.allocation.domain.port.Allocations;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductId.Sku;
import io.pannier.shared.mongo.PlainCollection;
import io.pannier.shared.storage.UnreadableDocument;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;
import reactor.core.publisher.Mono;

/**
 * Stocks, and lines to be changed, in MongoDB. A stock is changed by compare-and-set on its
 * version, a line on its sequence; every filter on one line names its order too, by which a cluster
 * spreads them.
 */
final class MongoAllocations implements Allocations {

  private final MongoClient client;
  private final PlainCollection stocks;
  private final PlainCollection lines;
  private final AllocationDocuments documents;

  MongoAllocations(
      MongoClient client,
      PlainCollection stocks,
      PlainCollection lines,
      AllocationDocuments documents) {
    this.client = client;
    this.stocks = stocks;
    this.lines = lines;
    this.documents = documents;
  }

  @Override
  public <T> Mono<T> inOneView(Mono<T> reads) {
    return PlainCollection.inOneSession(client, reads);
  }

  @Override
  public Mono<Stock> stock(Sku sku, Deadline deadline) {
    return stocks
        .find(sku.value(), empty(), documents::stock, deadline)
        .defaultIfEmpty(Stock.none(sku));
  }

  @Override
  public Mono<Read> read(Sku sku, Function<Stock, Set<OrderLine.Id>> wanted, Deadline deadline) {
    return stock(sku, deadline)
        .flatMap(
            stock -> lines(wanted.apply(stock), deadline).map(found -> new Read(stock, found)));
  }

  private Mono<Lines> lines(Set<OrderLine.Id> ids, Deadline deadline) {
    return ids.isEmpty()
        ? Mono.just(new Lines(Map.of(), Set.of()))
        : lines
            .findAll(among(ids), null, 0, documents::line, deadline)
            .map(MongoAllocations::lines);
  }

  private static Lines lines(PlainCollection.Found<OrderLine> found) {
    Map<OrderLine.Id, OrderLine> read = new LinkedHashMap<>();
    found.read().forEach(line -> read.put(line.id(), line));
    Set<OrderLine.Id> unreadable = new LinkedHashSet<>();
    found.unreadable().forEach(id -> unreadable.add(id(id)));
    return new Lines(read, unreadable);
  }

  private static OrderLine.Id id(String text) {
    int slash = text.indexOf('/');
    return new OrderLine.Id(
        new OrderLine.OrderId(text.substring(0, slash)), new Sku(text.substring(slash + 1)));
  }

  private static Bson among(Collection<OrderLine.Id> ids) {
    return and(
        in("_id", ids.stream().map(OrderLine.Id::text).toList()),
        in(
            AllocationDocuments.ORDER,
            ids.stream().map(id -> id.order().value()).distinct().toList()));
  }

  private static Bson ofOrder(OrderLine.Id id) {
    return eq(AllocationDocuments.ORDER, id.order().value());
  }

  @Override
  public Mono<OrderLine> line(OrderLine.Id id, Deadline deadline) {
    return PlainCollection.outsideOfSessions(
        lines.find(id.text(), ofOrder(id), documents::line, deadline));
  }

  @Override
  public Mono<Lines> newest(Sku sku, Batch.Reference batch, int most, Deadline deadline) {
    return lines
        .findAll(
            held(sku, OrderLine.State.ALLOCATED, batch),
            Sorts.descending(AllocationDocuments.SINCE, "_id"),
            most,
            documents::line,
            deadline)
        .map(MongoAllocations::lines);
  }

  static Bson held(Sku sku, OrderLine.State state, Batch.Reference batch) {
    return and(ofState(sku, state), eq(AllocationDocuments.BATCH, batch.value()));
  }

  static Bson ofState(Sku sku, OrderLine.State state) {
    return and(
        eq(AllocationDocuments.SKU, sku.value()), eq(AllocationDocuments.STATE, state.name()));
  }

  @Override
  public Mono<Void> write(Stock next, long before, Deadline deadline) {
    Document document = documents.of(next);
    return before == 0
        ? stocks.insert(document, deadline)
        : stocks.replaceIf(
            and(eq("_id", next.sku().value()), eq(AllocationDocuments.VERSION, before)),
            document,
            deadline);
  }

  @Override
  public Mono<Void> write(OrderLine next, long before, Deadline deadline) {
    Document document = documents.of(next);
    return before == 0
        ? lines.insert(document, deadline)
        : lines.replaceIf(
            and(
                eq("_id", next.id().text()),
                ofOrder(next.id()),
                eq(AllocationDocuments.SEQUENCE, before)),
            document,
            deadline);
  }

  @Override
  public Mono<Map<Batch.Reference, Long>> held(
      Sku sku, Set<OrderLine.Id> except, Deadline deadline) {
    return lines
        .aggregate(
            List.of(
                Aggregates.match(
                    and(
                        ofState(sku, OrderLine.State.ALLOCATED),
                        nin("_id", except.stream().map(OrderLine.Id::text).toList()))),
                Aggregates.group(
                    "$" + AllocationDocuments.BATCH,
                    Accumulators.sum("units", "$" + AllocationDocuments.QUANTITY))),
            deadline)
        .map(
            groups -> {
              Map<Batch.Reference, Long> units = new LinkedHashMap<>();
              groups.forEach(
                  group ->
                      units.put(batch(sku, group), group.get("units", Number.class).longValue()));
              return units;
            });
  }

  private static Batch.Reference batch(Sku sku, Document group) {
    try {
      return new Batch.Reference(group.getString("_id"));
    } catch (RuntimeException reason) {
      throw new UnreadableDocument("an allocated line of " + sku, reason);
    }
  }
}
