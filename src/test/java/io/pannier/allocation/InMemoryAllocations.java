package io.pannier.allocation;

import io.pannier.allocation.domain.model.Batch;
import io.pannier.allocation.domain.model.OrderLine;
import io.pannier.allocation.domain.model.Stock;
import io.pannier.allocation.domain.port.Allocations;
import io.pannier.allocation.domain.port.KeptBatches;
import io.pannier.allocation.domain.port.OrderLines;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductId.Sku;
import io.pannier.shared.storage.ChangesMade;
import io.pannier.shared.storage.LostRace;
import io.pannier.shared.storage.UnreadableDocument;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** Stock, lines and kept batches in memory; each single operation on them passes a gate. */
public class InMemoryAllocations implements Allocations, KeptBatches, OrderLines {

  /** Lets an operation happen. */
  public interface Gate {
    <T> Mono<T> pass(Callable<T> operation);
  }

  /** What is stored, for any number of replicas. */
  public static class Stored {
    public final Map<Sku, Stock> stocks = new HashMap<>();
    public final Map<OrderLine.Id, OrderLine> lines = new HashMap<>();
    public final Map<String, Batch.KeptAside> aside = new HashMap<>();

    /** Lines that cannot be understood. */
    public final Set<OrderLine.Id> damaged = new HashSet<>();

    /** Called after each write of a stock. */
    protected void written(Stock before, Stock after) {}

    /** Called before each write of a line. */
    protected void writing(OrderLine line) {}
  }

  protected final Stored stored;
  protected final Gate gate;

  public InMemoryAllocations() {
    this(
        new Stored(),
        new Gate() {
          @Override
          public <T> Mono<T> pass(Callable<T> operation) {
            return Mono.fromCallable(operation);
          }
        });
  }

  public InMemoryAllocations(Stored stored, Gate gate) {
    this.stored = stored;
    this.gate = gate;
  }

  public Stored stored() {
    return stored;
  }

  private <T> Mono<T> read(Callable<Optional<T>> operation) {
    return gate.pass(locked(operation)).flatMap(Mono::justOrEmpty);
  }

  private <T> Callable<T> locked(Callable<T> operation) {
    return () -> {
      synchronized (stored) {
        return operation.call();
      }
    };
  }

  private Mono<Void> write(Runnable operation) {
    return ChangesMade.counted(
        gate.pass(
                locked(
                    () -> {
                      operation.run();
                      return true;
                    }))
            .then());
  }

  @Override
  public <T> Mono<T> inOneView(Mono<T> reads) {
    return reads;
  }

  @Override
  public Mono<Stock> stock(Sku sku, Deadline deadline) {
    return read(() -> Optional.of(stored.stocks.getOrDefault(sku, Stock.none(sku))));
  }

  @Override
  public Mono<Read> read(Sku sku, Function<Stock, Set<OrderLine.Id>> lines, Deadline deadline) {
    return stock(sku, deadline)
        .flatMap(stock -> lines(lines.apply(stock)).map(found -> new Read(stock, found)));
  }

  protected Mono<Lines> lines(Set<OrderLine.Id> ids) {
    return ids.isEmpty()
        ? Mono.just(new Lines(Map.of(), Set.of()))
        : read(
            () ->
                Optional.of(
                    understood(
                        stored.lines.values().stream()
                            .filter(line -> ids.contains(line.id()))
                            .toList())));
  }

  private Lines understood(List<OrderLine> lines) {
    Map<OrderLine.Id, OrderLine> found = new LinkedHashMap<>();
    Set<OrderLine.Id> unreadable = new HashSet<>();
    for (OrderLine line : lines) {
      if (stored.damaged.contains(line.id())) {
        unreadable.add(line.id());
      } else {
        found.put(line.id(), line);
      }
    }
    return new Lines(found, unreadable);
  }

  @Override
  public Mono<OrderLine> line(OrderLine.Id id, Deadline deadline) {
    return read(
        () -> {
          if (stored.damaged.contains(id)) {
            throw new UnreadableDocument("the line " + id, new IllegalStateException("damaged"));
          }
          return Optional.ofNullable(stored.lines.get(id));
        });
  }

  @Override
  public Mono<Lines> newest(Sku sku, Batch.Reference batch, int most, Deadline deadline) {
    return read(
        () ->
            Optional.of(
                understood(
                    stored.lines.values().stream()
                        .filter(line -> line.id().sku().equals(sku))
                        .filter(line -> line.state() == OrderLine.State.ALLOCATED)
                        .filter(line -> batch.equals(line.batch()))
                        .sorted(
                            Comparator.comparingLong(OrderLine::since)
                                .thenComparing(line -> line.id().text())
                                .reversed())
                        .limit(most)
                        .toList())));
  }

  @Override
  public Mono<Void> write(Stock next, long before, Deadline deadline) {
    return write(
        () -> {
          Stock found = stored.stocks.getOrDefault(next.sku(), Stock.none(next.sku()));
          if (found.version() != before) {
            throw new LostRace();
          }
          stored.stocks.put(next.sku(), next);
          stored.written(found, next);
        });
  }

  @Override
  public Mono<Void> write(OrderLine next, long before, Deadline deadline) {
    return write(
        () -> {
          OrderLine found = stored.lines.get(next.id());
          if ((found == null ? 0 : found.sequence()) != before) {
            throw new LostRace();
          }
          stored.writing(next);
          stored.lines.put(next.id(), next);
        });
  }

  @Override
  public Mono<Map<Batch.Reference, Long>> held(
      Sku sku, Set<OrderLine.Id> except, Deadline deadline) {
    return read(
        () ->
            Optional.of(
                stored.lines.values().stream()
                    .filter(line -> line.id().sku().equals(sku))
                    .filter(line -> line.state() == OrderLine.State.ALLOCATED)
                    .filter(line -> !except.contains(line.id()))
                    .collect(
                        Collectors.groupingBy(
                            line -> Optional.ofNullable(line.batch()).orElseThrow(),
                            Collectors.summingLong(OrderLine::quantity)))));
  }

  @Override
  public Mono<Batch.KeptAside> find(Sku sku, Batch.Reference reference, Deadline deadline) {
    return read(() -> Optional.ofNullable(stored.aside.get(sku + "/" + reference)));
  }

  @Override
  public Mono<Boolean> any(Sku sku, Deadline deadline) {
    return read(
        () ->
            Optional.of(
                stored.aside.values().stream()
                    .anyMatch(aside -> aside.sku().equals(sku) && !aside.isNothing())));
  }

  @Override
  public Mono<Void> keep(Batch.KeptAside batch, Deadline deadline) {
    return write(
        () ->
            stored.aside.merge(
                batch.sku() + "/" + batch.batch().reference(),
                batch,
                (old, fresh) -> fresh.version() > old.version() ? fresh : old));
  }

  @Override
  public Mono<List<OrderLine>> ofOrder(
      OrderLine.OrderId order, Optional<After> after, int most, Deadline deadline) {
    return listed(
        line -> line.id().order().equals(order) && line.state() != OrderLine.State.RELEASED,
        after,
        most);
  }

  @Override
  public Mono<List<OrderLine>> ofSku(
      Sku sku, OrderLine.State state, Optional<After> after, int most, Deadline deadline) {
    return listed(line -> line.id().sku().equals(sku) && line.state() == state, after, most);
  }

  @Override
  public Mono<List<OrderLine>> ofBatch(
      Sku sku,
      OrderLine.State state,
      Batch.Reference batch,
      Optional<After> after,
      int most,
      Deadline deadline) {
    return newest(sku, batch, most, deadline).map(newest -> List.copyOf(newest.found().values()));
  }

  @Override
  public Mono<List<OrderLine>> unallocated(Optional<After> after, int most, Deadline deadline) {
    return listed(line -> line.state() == OrderLine.State.UNALLOCATED, after, most);
  }

  private Mono<List<OrderLine>> listed(
      Predicate<OrderLine> wanted, Optional<After> after, int most) {
    return read(
        () ->
            Optional.of(
                stored.lines.values().stream()
                    .filter(wanted)
                    .filter(
                        line -> after.isEmpty() || line.id().text().compareTo(after.get().id()) > 0)
                    .sorted(Comparator.comparing(line -> line.id().text()))
                    .limit(most)
                    .toList()));
  }
}
