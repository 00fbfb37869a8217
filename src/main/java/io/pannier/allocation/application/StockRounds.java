package io.pannier.allocation.application;

import io.pannier.allocation.domain.port.Allocations;
import io.pannier.allocation.domain.port.KeptBatches;
import io.pannier.allocation.domain.port.Tally;
import io.pannier.allocation.domain.port.Tally.Event;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductId.Sku;
import io.pannier.shared.storage.GroupCommit;
import io.pannier.shared.storage.GroupCommit.Turn;
import io.pannier.shared.storage.LostRace;
import io.pannier.shared.storage.Races;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Changes the stock of a SKU and its lines, two documents without a transaction: what was decided
 * before is finished first, then the commands that wait are decided together and written with the
 * movements of their lines into the stock, then the lines show them. If the process dies in
 * between, the next command of the SKU finds the movements in the stock and finishes them.
 */
final class StockRounds {

  /** The most that are decided together; more would wait for room for their movements anyway. */
  private static final int GROUP = 100;

  private final GroupCommit<Sku, AllocationCommand, AllocationResult> groups =
      new GroupCommit<>(this::round, GROUP);
  private final Allocations allocations;
  private final KeptBatches kept;
  private final Races races;
  private final Clock clock;
  private final Tally tally;
  private final LineWriter lines;
  private final StockReader reader;

  StockRounds(Allocations allocations, KeptBatches kept, Races races, Clock clock, Tally tally) {
    this.allocations = allocations;
    this.kept = kept;
    this.races = races;
    this.clock = clock;
    this.tally = tally;
    this.lines = new LineWriter(allocations, tally);
    this.reader = new StockReader(allocations, kept, lines, tally);
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
        : reader
            .read(sku, turns.stream().map(Turn::command).toList(), deadline)
            .flatMap(ground -> write(new Decisions(ground, turns, clock.instant()), deadline));
  }

  /** No caller gets an answer before the write that the decisions build on. */
  private Mono<Void> write(Decisions decisions, Deadline deadline) {
    decisions.decide();
    if (!decisions.isChange()) {
      return Mono.fromRunnable(decisions::written);
    }
    return Flux.fromIterable(decisions.leaving())
        .concatMap(batch -> kept.keep(batch, deadline))
        .then(
            Mono.defer(
                () -> {
                  tally.count(Event.STOCK_WRITE);
                  decisions.attempted();
                  return allocations
                      .write(decisions.after(), decisions.before().version(), deadline)
                      .doOnError(LostRace.class, lost -> tally.count(Event.LOST_RACE))
                      .doOnError(decisions::failed);
                }))
        .then(Mono.fromRunnable(decisions::written))
        .thenMany(
            Flux.defer(
                () -> lines.show(decisions.after().made(), decisions.ground().lines(), deadline)))
        .doOnNext(decisions::shown)
        .then();
  }
}
