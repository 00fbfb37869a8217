package io.pannier.allocation.application;

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
import io.pannier.shared.storage.GroupCommit;
import io.pannier.shared.storage.GroupCommit.Turn;
import io.pannier.shared.storage.LostRace;
import io.pannier.shared.storage.Races;
import io.pannier.shared.storage.StorageFailure;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Changes the stock of a SKU and its lines, two documents without a transaction: what was decided
 * before is finished first, then the commands that wait are decided together and written with the
 * movements of their lines into the stock, then the lines show them. Whoever comes after a process
 * that died in between finds its movements there and finishes them.
 */
final class StockRounds {

  private static final Logger log = LoggerFactory.getLogger(StockRounds.class);

  /** Decided together at most; more would wait for room for their movements anyway. */
  private static final int GROUP = 100;

  /** Lines written at once: the pool of connections is shared with shoppers. */
  private static final int AT_ONCE = 8;

  private final GroupCommit<Sku, AllocationCommand, AllocationResult> groups =
      new GroupCommit<>(this::round, GROUP);
  private final Allocations allocations;
  private final KeptBatches kept;
  private final Races races;
  private final Clock clock;
  private final Tally tally;

  StockRounds(Allocations allocations, KeptBatches kept, Races races, Clock clock, Tally tally) {
    this.allocations = allocations;
    this.kept = kept;
    this.races = races;
    this.clock = clock;
    this.tally = tally;
  }

  /** Decides a command, together with others of its SKU, and answers it once its line shows it. */
  Mono<AllocationResult> submit(Sku sku, AllocationCommand command, Deadline deadline) {
    return groups.submit(sku, command, deadline);
  }

  private Mono<Void> round(Sku sku, List<Turn<AllocationCommand, AllocationResult>> turns) {
    Deadline latest =
        turns.stream()
            .map(Turn::deadline)
            .max(Comparator.comparingLong(Deadline::nanoTime))
            .orElseThrow();
    return races.untilWon(
        latest, () -> oneTry(sku, turns.stream().filter(turn -> !turn.isOver()).toList(), latest));
  }

  private Mono<Void> oneTry(
      Sku sku, List<Turn<AllocationCommand, AllocationResult>> turns, Deadline deadline) {
    return turns.isEmpty()
        ? Mono.empty()
        : read(sku, turns, null, deadline)
            .flatMap(read -> finish(read, deadline))
            .flatMap(ground -> facts(ground, turns, deadline))
            .flatMap(facts -> write(new Decisions(facts, turns, clock.instant()), deadline));
  }

  /** Read again where a line is newer than the stock, unless that is all there is. */
  private Mono<Allocations.Read> read(
      Sku sku,
      List<Turn<AllocationCommand, AllocationResult>> turns,
      @Nullable Long before,
      Deadline deadline) {
    return allocations
        .read(sku, stock -> lines(stock, turns), deadline)
        .flatMap(
            read ->
                newest(read) > read.stock().version()
                        && !Long.valueOf(read.stock().version()).equals(before)
                    ? read(sku, turns, read.stock().version(), deadline)
                    : Mono.just(read));
  }

  private static long newest(Allocations.Read read) {
    return read.lines().found().values().stream().mapToLong(OrderLine::sequence).max().orElse(0);
  }

  private static Set<OrderLine.Id> lines(
      Stock stock, List<Turn<AllocationCommand, AllocationResult>> turns) {
    Set<OrderLine.Id> lines = new LinkedHashSet<>();
    stock.unsettled().forEach(movement -> lines.add(movement.line().id()));
    for (var turn : turns) {
      if (turn.command() instanceof AllocationCommand.OfLine command) {
        lines.add(command.line());
      }
    }
    return lines;
  }

  /**
   * What decisions stand on.
   *
   * @param above the greatest sequence of the lines that were read
   * @param carried movements that could not be finished
   * @param unknown lines that cannot be told: unreadable, or with a carried movement
   */
  record Ground(
      Stock stock,
      long above,
      Map<OrderLine.Id, OrderLine> lines,
      List<Movement> carried,
      Set<OrderLine.Id> unknown) {}

  /** Shows every unsettled movement that its line does not show yet; normally there is none. */
  private Mono<Ground> finish(Allocations.Read read, Deadline deadline) {
    Map<OrderLine.Id, OrderLine> lines = new HashMap<>(read.lines().found());
    Set<OrderLine.Id> unknown = new LinkedHashSet<>(read.lines().unreadable());
    return Flux.fromIterable(read.stock().unsettled())
        .filter(movement -> !unknown.contains(movement.line().id()))
        .filter(movement -> !isShown(movement, lines))
        .flatMapSequential(
            movement ->
                show(movement, lines.get(movement.line().id()), deadline)
                    .doOnNext(shown -> tally.count(Event.FINISHED))
                    .map(Optional::of)
                    .doOnError(StockRounds::logIfUnexpected)
                    .onErrorReturn(Optional.empty())
                    .map(shown -> Map.entry(movement.line().id(), shown)),
            AT_ONCE)
        .collectList()
        .map(
            shown -> {
              shown.forEach(
                  entry ->
                      entry
                          .getValue()
                          .ifPresentOrElse(
                              line -> lines.put(entry.getKey(), line),
                              () -> unknown.add(entry.getKey())));
              return new Ground(
                  read.stock(),
                  newest(read),
                  lines,
                  read.stock().unsettled().stream()
                      .filter(movement -> unknown.contains(movement.line().id()))
                      .toList(),
                  unknown);
            });
  }

  /** What the store failed to do it logs itself. */
  private static void logIfUnexpected(Throwable failure) {
    if (!(failure instanceof StorageFailure || failure instanceof ChangeInDoubt)) {
      log.error("A movement could not be finished", failure);
    }
  }

  private static boolean isShown(Movement movement, Map<OrderLine.Id, OrderLine> lines) {
    OrderLine line = lines.get(movement.line().id());
    return line != null && line.shows(movement);
  }

  /** Only forwards: a line that shows this or a later movement is left as it is. */
  private Mono<OrderLine> show(Movement movement, @Nullable OrderLine line, Deadline deadline) {
    if (line != null && line.shows(movement)) {
      return Mono.just(line);
    }
    if (line != null && line.sequence() != movement.follows()) {
      tally.count(Event.NOT_FOLLOWING);
      log.error(
          "Line {} is at {}, and its movement {} follows {}: the data was restored, or changed by"
              + " something else",
          line.id(),
          line.sequence(),
          movement.line().sequence(),
          movement.follows());
    }
    return allocations
        .write(movement.line(), line == null ? 0 : line.sequence(), deadline)
        .thenReturn(movement.line())
        .onErrorResume(
            LostRace.class,
            lost ->
                allocations
                    .line(movement.line().id(), deadline)
                    .map(Optional::of)
                    .defaultIfEmpty(Optional.empty())
                    .flatMap(again -> show(movement, again.orElse(null), deadline)));
  }

  /**
   * What commands need to know besides.
   *
   * @param aside batches that the stock does not list
   * @param anyAside whether the SKU has batches that were kept aside, where it lists none
   * @param newest lines of the batches that are to shrink, the newest first
   */
  record Facts(
      Ground ground,
      Map<Batch.Reference, Batch.KeptAside> aside,
      boolean anyAside,
      Map<Batch.Reference, List<OrderLine>> newest) {}

  private Mono<Facts> facts(
      Ground ground, List<Turn<AllocationCommand, AllocationResult>> turns, Deadline deadline) {
    Stock stock = ground.stock();
    Set<Batch.Reference> toLookUp =
        turns.stream()
            .map(Turn::command)
            .filter(AllocationCommand.OfBatch.class::isInstance)
            .map(command -> ((AllocationCommand.OfBatch) command).batch())
            .filter(batch -> stock.find(batch).isEmpty())
            .collect(Collectors.toSet());
    Set<Batch.Reference> toShrink =
        turns.stream()
            .map(Turn::command)
            .filter(AllocationCommand.Displace.class::isInstance)
            .map(command -> ((AllocationCommand.Displace) command).batch())
            .filter(batch -> stock.find(batch).filter(found -> found.excess() > 0).isPresent())
            .collect(Collectors.toSet());
    Mono<Map<Batch.Reference, Batch.KeptAside>> aside =
        Flux.fromIterable(toLookUp)
            .flatMap(batch -> kept.find(stock.sku(), batch, deadline))
            .collectMap(found -> found.batch().reference());
    Mono<Boolean> anyAside =
        stock.batches().isEmpty()
                && turns.stream().anyMatch(t -> t.command() instanceof AllocationCommand.Allocate)
            ? kept.any(stock.sku(), deadline)
            : Mono.just(false);
    Mono<Map<Batch.Reference, List<OrderLine>>> newest =
        Flux.fromIterable(toShrink)
            .concatMap(
                batch -> newest(ground, batch, deadline).map(found -> Map.entry(batch, found)))
            .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    return aside.flatMap(
        batches ->
            anyAside.flatMap(any -> newest.map(lines -> new Facts(ground, batches, any, lines))));
  }

  /** Those that can be told; what cannot makes it unavailable where nothing else is there. */
  private Mono<List<OrderLine>> newest(Ground ground, Batch.Reference batch, Deadline deadline) {
    return allocations
        .newest(ground.stock().sku(), batch, Stock.MOST_UNSETTLED, deadline)
        .flatMap(
            lines -> {
              List<OrderLine> known =
                  lines.found().values().stream()
                      .filter(line -> !ground.unknown().contains(line.id()))
                      .sorted(
                          Comparator.comparingLong(OrderLine::since)
                              .thenComparing(line -> line.id().text())
                              .reversed())
                      .toList();
              boolean isAllTold = lines.unreadable().isEmpty() && ground.carried().isEmpty();
              return known.isEmpty() && isAllTold
                  ? missing(ground.stock(), batch, deadline)
                  : Mono.just(known);
            });
  }

  /**
   * A batch says that lines hold it, and there are none: a defect, unless the stock has changed.
   */
  private Mono<List<OrderLine>> missing(Stock read, Batch.Reference batch, Deadline deadline) {
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
              return Mono.just(List.of());
            });
  }

  private Mono<Void> write(Decisions decisions, Deadline deadline) {
    decisions.decide();
    Stock before = decisions.before();
    Stock next = decisions.after();
    if (!decisions.isChange()) {
      decisions.answer(Map.of());
      return Mono.empty();
    }
    return Flux.fromIterable(decisions.leaving())
        .concatMap(batch -> kept.keep(batch, deadline))
        .then(
            Mono.defer(
                () -> {
                  tally.count(Event.STOCK_WRITE);
                  decisions.attempted();
                  return allocations
                      .write(next, before.version(), deadline)
                      .doOnError(LostRace.class, lost -> tally.count(Event.LOST_RACE))
                      .doOnError(decisions::failed);
                }))
        .then(Mono.defer(() -> show(next.made(), decisions.facts().ground().lines(), deadline)))
        .doOnNext(decisions::answer)
        .then();
  }

  /** Shows what was written; what failed to show is known by its line. */
  private Mono<Map<OrderLine.Id, RuntimeException>> show(
      List<Movement> made, Map<OrderLine.Id, OrderLine> lines, Deadline deadline) {
    return Flux.fromIterable(made)
        .flatMap(
            movement ->
                show(movement, lines.get(movement.line().id()), deadline)
                    .then(Mono.<Map.Entry<OrderLine.Id, RuntimeException>>empty())
                    .onErrorResume(
                        failure -> Mono.just(Map.entry(movement.line().id(), inDoubt(failure)))),
            AT_ONCE)
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  private static RuntimeException inDoubt(Throwable failure) {
    if (failure instanceof ChangeInDoubt doubt) {
      return doubt;
    }
    return new ChangeInDoubt(
        failure instanceof StorageFailure known ? known : StorageFailure.unavailable(failure));
  }
}
