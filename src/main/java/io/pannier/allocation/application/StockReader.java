package io.pannier.allocation.application;

import io.pannier.allocation.application.LineWriter.Shown;
import io.pannier.allocation.domain.model.Batch;
import io.pannier.allocation.domain.model.Movement;
import io.pannier.allocation.domain.model.OrderLine;
import io.pannier.allocation.domain.model.Stock;
import io.pannier.allocation.domain.port.Allocations;
import io.pannier.allocation.domain.port.KeptBatches;
import io.pannier.allocation.domain.port.Tally;
import io.pannier.allocation.domain.port.Tally.Event;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductId.Sku;
import io.pannier.shared.storage.ChangeInDoubt;
import io.pannier.shared.storage.LostRace;
import io.pannier.shared.storage.StorageFailure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads what commands are decided on: the stock, then its lines, whose movements are finished, then
 * whatever else the commands need. The order matters, and no read may see an older state than one
 * before it.
 */
record StockReader(Allocations allocations, KeptBatches kept, LineWriter lineWriter, Tally tally) {

  private static final Logger log = LoggerFactory.getLogger(StockReader.class);

  /** The newest allocation first. */
  private static final Comparator<OrderLine> NEWEST_FIRST =
      Comparator.comparingLong(OrderLine::since).thenComparing(line -> line.id().text()).reversed();

  /**
   * What decisions stand on.
   *
   * @param lines that were read, as they are now
   * @param carried movements that could not be finished
   * @param unknown lines whose state is unknown: unreadable, or with a carried movement
   * @param aside batches that the stock does not list
   * @param anyAside whether the SKU has batches that were kept aside, where it lists none
   * @param holders of the batches that are to shrink
   */
  record Ground(
      Stock stock,
      Map<OrderLine.Id, OrderLine> lines,
      List<Movement> carried,
      Set<OrderLine.Id> unknown,
      Map<Batch.Reference, Batch.KeptAside> aside,
      boolean anyAside,
      Map<Batch.Reference, Holders> holders) {

    /** The stock to decide on. */
    Stock next() {
      return stock.next(newest(lines.values()), carried);
    }
  }

  /**
   * Lines that hold units of a batch, the newest first.
   *
   * @param isComplete whether no line was left out as unknown
   */
  record Holders(List<OrderLine> lines, boolean isComplete) {}

  /** A stock whose movements are finished, where that was possible. */
  private record Settled(
      Stock stock,
      Map<OrderLine.Id, OrderLine> lines,
      List<Movement> carried,
      Set<OrderLine.Id> unknown) {}

  /** What the commands need, in one consistent view. */
  Mono<Ground> read(Sku sku, List<AllocationCommand> commands, Deadline deadline) {
    return allocations.inOneView(
        read(sku, commands, null, deadline)
            .flatMap(read -> finish(read, deadline))
            .flatMap(settled -> complete(settled, commands, deadline)));
  }

  /** Read again where a line is newer than the stock, unless that is all there is. */
  private Mono<Allocations.Read> read(
      Sku sku, List<AllocationCommand> commands, @Nullable Long before, Deadline deadline) {
    return allocations
        .read(sku, stock -> lines(stock, commands), deadline)
        .flatMap(
            read ->
                newest(read.lines().found().values()) > read.stock().version()
                        && !Long.valueOf(read.stock().version()).equals(before)
                    ? read(sku, commands, read.stock().version(), deadline)
                    : Mono.just(read));
  }

  private static long newest(Collection<OrderLine> lines) {
    return lines.stream().mapToLong(OrderLine::sequence).max().orElse(0);
  }

  private static Set<OrderLine.Id> lines(Stock stock, List<AllocationCommand> commands) {
    Set<OrderLine.Id> lines = new LinkedHashSet<>();
    stock.unsettled().forEach(movement -> lines.add(movement.line().id()));
    those(AllocationCommand.OfLine.class, commands).forEach(command -> lines.add(command.line()));
    return lines;
  }

  private static <T extends AllocationCommand> Stream<T> those(
      Class<T> kind, List<AllocationCommand> commands) {
    return commands.stream().filter(kind::isInstance).map(kind::cast);
  }

  /** Shows every unsettled movement that its line does not show yet; normally there is none. */
  private Mono<Settled> finish(Allocations.Read read, Deadline deadline) {
    Stock stock = read.stock();
    Map<OrderLine.Id, OrderLine> lines = new HashMap<>(read.lines().found());
    Set<OrderLine.Id> unknown = new LinkedHashSet<>(read.lines().unreadable());
    List<Movement> unfinished =
        stock.unsettled().stream()
            .filter(movement -> !unknown.contains(movement.line().id()))
            .filter(movement -> !isShown(movement, lines))
            .toList();
    return lineWriter
        .show(unfinished, lines, deadline)
        .collectList()
        .map(
            all -> {
              for (Shown shown : all) {
                if (shown.line() == null) {
                  logIfUnexpected(shown);
                  unknown.add(shown.id());
                } else {
                  tally.count(Event.FINISHED);
                  lines.put(shown.id(), shown.line());
                }
              }
              List<Movement> carried =
                  stock.unsettled().stream()
                      .filter(movement -> unknown.contains(movement.line().id()))
                      .toList();
              return new Settled(stock, lines, carried, unknown);
            });
  }

  private static boolean isShown(Movement movement, Map<OrderLine.Id, OrderLine> lines) {
    OrderLine line = lines.get(movement.line().id());
    return line != null && line.shows(movement);
  }

  /** The store logs its own failures. */
  private static void logIfUnexpected(Shown shown) {
    if (!(shown.failure() instanceof StorageFailure || shown.failure() instanceof ChangeInDoubt)) {
      log.error("A movement of line {} could not be finished", shown.id(), shown.failure());
    }
  }

  private Mono<Ground> complete(
      Settled settled, List<AllocationCommand> commands, Deadline deadline) {
    Stock stock = settled.stock();
    Set<Batch.Reference> toLookUp =
        batches(AllocationCommand.OfBatch.class, commands, one -> stock.find(one).isEmpty());
    Set<Batch.Reference> toShrink =
        batches(
            AllocationCommand.Displace.class,
            commands,
            one -> stock.find(one).filter(batch -> batch.excess() > 0).isPresent());
    boolean isSkuInQuestion =
        stock.batches().isEmpty()
            && those(AllocationCommand.Allocate.class, commands).findAny().isPresent();
    return Flux.fromIterable(toLookUp)
        .concatMap(batch -> kept.find(stock.sku(), batch, deadline))
        .collectMap(found -> found.batch().reference())
        .zipWhen(aside -> isSkuInQuestion ? kept.any(stock.sku(), deadline) : Mono.just(false))
        .zipWhen(
            any ->
                Flux.fromIterable(toShrink)
                    .concatMap(
                        batch ->
                            holders(settled, batch, deadline)
                                .map(holders -> Map.entry(batch, holders)))
                    .collectMap(Map.Entry::getKey, Map.Entry::getValue),
            (known, holders) -> {
              Map<OrderLine.Id, OrderLine> lines = new HashMap<>(settled.lines());
              holders.values().stream()
                  .flatMap(some -> some.lines().stream())
                  .forEach(line -> lines.put(line.id(), line));
              return new Ground(
                  stock,
                  lines,
                  settled.carried(),
                  settled.unknown(),
                  known.getT1(),
                  known.getT2(),
                  holders);
            });
  }

  private static Set<Batch.Reference> batches(
      Class<? extends AllocationCommand.OfBatch> kind,
      List<AllocationCommand> commands,
      Predicate<Batch.Reference> wanted) {
    return those(kind, commands)
        .map(AllocationCommand.OfBatch::batch)
        .filter(wanted)
        .collect(Collectors.toSet());
  }

  /** Lines that were read or finished in this round are known already. */
  private Mono<Holders> holders(Settled settled, Batch.Reference batch, Deadline deadline) {
    return allocations
        .newest(settled.stock().sku(), batch, Stock.MOST_UNSETTLED, deadline)
        .flatMap(
            found -> {
              List<OrderLine> lines = new ArrayList<>(found.found().values());
              lines.replaceAll(line -> settled.lines().getOrDefault(line.id(), line));
              lines.removeIf(
                  line -> settled.unknown().contains(line.id()) || !batch.equals(line.batch()));
              lines.removeIf(line -> line.state() != OrderLine.State.ALLOCATED);
              lines.sort(NEWEST_FIRST);
              boolean isComplete = found.unreadable().isEmpty() && settled.carried().isEmpty();
              return lines.isEmpty() && isComplete
                  ? missing(settled.stock(), batch, deadline)
                  : Mono.just(new Holders(lines, isComplete));
            });
  }

  /**
   * A batch says that lines hold it, and there are none: a defect, unless the stock has changed.
   */
  private Mono<Holders> missing(Stock read, Batch.Reference batch, Deadline deadline) {
    return allocations
        .stock(read.sku(), deadline)
        .flatMap(
            again -> {
              if (again.version() != read.version()) {
                return Mono.error(new LostRace());
              }
              log.error(
                  "Batch {} of {} holds too much, and no line of it is there: see its audit",
                  batch,
                  read.sku());
              return Mono.just(new Holders(List.of(), true));
            });
  }
}
