package io.pannier.allocation.application;

import io.pannier.allocation.domain.model.Batch;
import io.pannier.allocation.domain.model.OrderLine;
import io.pannier.allocation.domain.model.Refusal;
import io.pannier.allocation.domain.model.Stock;
import io.pannier.allocation.domain.port.Allocations;
import io.pannier.allocation.domain.port.KeptBatches;
import io.pannier.allocation.domain.port.OrderLines;
import io.pannier.allocation.domain.port.Tally;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductId.Sku;
import io.pannier.shared.storage.LostRace;
import io.pannier.shared.storage.Races;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Allocates order lines to batches of stock. Everything may be repeated, and whatever is in doubt
 * is settled by the same request again. Refusals end in {@link Refusal.RefusedException}; failures
 * as {@link Allocations} says; a race that is lost until the deadline in a {@link LostRace}.
 */
public final class AllocationService {

  /** Lines that one delivery moves at most; the rest with its repetition. */
  static final int MOST_MOVED = 500;

  private final StockRounds rounds;
  private final Allocations allocations;
  private final KeptBatches kept;
  private final OrderLines lines;
  private final Races races;
  private final Tally tally;
  private final Duration storageTimeout;

  /**
   * The service.
   *
   * @param clock to the millisecond, as the store keeps it
   * @param storageTimeout how long one call of the store may take
   */
  public AllocationService(
      Allocations allocations,
      KeptBatches kept,
      OrderLines lines,
      Clock clock,
      Tally tally,
      Duration storageTimeout) {
    this.races = new Races(storageTimeout);
    this.rounds = new StockRounds(allocations, kept, races, clock, tally);
    this.allocations = allocations;
    this.kept = kept;
    this.lines = lines;
    this.tally = tally;
    this.storageTimeout = storageTimeout;
  }

  /** Allocates a line to one batch; the same line again is the same allocation. */
  public Mono<AllocationResult.Line> allocate(OrderLine.Request request, Deadline deadline) {
    return rounds
        .submit(request.id().sku(), new AllocationCommand.Allocate(request), deadline)
        .cast(AllocationResult.Line.class)
        .doOnNext(
            line -> {
              if (line.created()) {
                tally.count(Tally.Event.ALLOCATED);
              }
            })
        .doOnError(
            Refusal.RefusedException.class,
            refused -> {
              if (refused.refusal() instanceof Refusal.OutOfStock) {
                tally.count(Tally.Event.OUT_OF_STOCK);
              }
            });
  }

  /** Gives a line's units back; there may be none. */
  public Mono<Void> release(OrderLine.Id line, @Nullable Long revision, Deadline deadline) {
    return rounds
        .submit(line.sku(), new AllocationCommand.Release(line, revision), deadline)
        .then();
  }

  /** Records that a line's units have left. */
  public Mono<AllocationResult.Line> ship(OrderLine.Id line, Deadline deadline) {
    return rounds
        .submit(line.sku(), new AllocationCommand.Ship(line), deadline)
        .cast(AllocationResult.Line.class);
  }

  /**
   * Sets a batch. If it holds too much then, its newest lines leave it, in turns, so that others
   * are decided in between; at most {@link #MOST_MOVED}, fewer near the deadline.
   */
  public Mono<AllocationResult.BatchSet> set(Sku sku, Batch.Delivery delivery, Deadline deadline) {
    return rounds
        .submit(sku, new AllocationCommand.Set(delivery), deadline)
        .cast(AllocationResult.BatchSet.class)
        .flatMap(set -> set.applied() ? shrink(sku, set, deadline) : Mono.just(set));
  }

  private Mono<AllocationResult.BatchSet> shrink(
      Sku sku, AllocationResult.BatchSet soFar, Deadline deadline) {
    int left = MOST_MOVED - soFar.displaced().size();
    boolean isTime = deadline.remaining().compareTo(storageTimeout.multipliedBy(2)) > 0;
    if (soFar.batch().excess() == 0 || left <= 0 || !isTime) {
      return Mono.just(soFar);
    }
    return rounds
        .submit(sku, new AllocationCommand.Displace(soFar.batch().reference(), left), deadline)
        .cast(AllocationResult.BatchSet.class)
        .flatMap(turn -> shrink(sku, together(soFar, turn), deadline));
  }

  private static AllocationResult.BatchSet together(
      AllocationResult.BatchSet soFar, AllocationResult.BatchSet turn) {
    List<OrderLine> all = new ArrayList<>(soFar.displaced());
    all.addAll(turn.displaced());
    return new AllocationResult.BatchSet(turn.batch(), soFar.created(), true, all);
  }

  /** Takes away a batch that was a mistake; there may be none. */
  public Mono<Void> delete(Sku sku, Batch.Reference batch, Deadline deadline) {
    return rounds.submit(sku, new AllocationCommand.Delete(batch), deadline).then();
  }

  /** The stock of a SKU that has, or had, batches. */
  public Mono<Stock> stock(Sku sku, Deadline deadline) {
    return allocations
        .stock(sku, deadline)
        .filterWhen(stock -> stock.batches().isEmpty() ? kept.any(sku, deadline) : Mono.just(true))
        .switchIfEmpty(Mono.error(() -> new Refusal.StockNotFound().asException()));
  }

  /** A batch, listed or kept aside. */
  public Mono<Batch> batch(Sku sku, Batch.Reference reference, Deadline deadline) {
    return allocations
        .stock(sku, deadline)
        .flatMap(
            stock ->
                Mono.justOrEmpty(stock.find(reference))
                    .switchIfEmpty(
                        kept.find(sku, reference, deadline)
                            .filter(aside -> !aside.isNothing())
                            .map(Batch.KeptAside::batch)))
        .switchIfEmpty(Mono.error(() -> new Refusal.StockNotFound().asException()));
  }

  /**
   * A line as it is, with its batch where it is allocated. The batch is read after the line, so it
   * may have gone meanwhile: then the line is read again.
   */
  public Mono<AllocationResult.Line> line(OrderLine.Id id, Deadline deadline) {
    return races.untilWon(
        deadline,
        () ->
            allocations
                .line(id, deadline)
                .filter(line -> line.state() != OrderLine.State.RELEASED)
                .switchIfEmpty(Mono.error(() -> new Refusal.OrderNotFound().asException()))
                .flatMap(line -> withBatch(line, deadline)));
  }

  private Mono<AllocationResult.Line> withBatch(OrderLine line, Deadline deadline) {
    Batch.Reference batch = line.batch();
    if (batch == null || line.state() != OrderLine.State.ALLOCATED) {
      return Mono.just(new AllocationResult.Line(line, null, false));
    }
    return allocations
        .stock(line.id().sku(), deadline)
        .flatMap(stock -> Mono.justOrEmpty(stock.find(batch)))
        .map(found -> new AllocationResult.Line(line, found, false))
        .switchIfEmpty(Mono.error(LostRace::new));
  }

  /**
   * An order's lines, without those that were released; {@code ORDER_NOT_FOUND} if none is left.
   */
  public Mono<List<OrderLine>> order(
      OrderLine.OrderId order, Optional<OrderLines.After> after, int most, Deadline deadline) {
    return lines
        .ofOrder(order, after, most, deadline)
        .filter(found -> !found.isEmpty() || after.isPresent())
        .switchIfEmpty(Mono.error(() -> new Refusal.OrderNotFound().asException()));
  }

  /** A SKU's lines of a state; with a batch only those of it, the newest allocation first. */
  public Mono<List<OrderLine>> lines(
      Sku sku,
      OrderLine.State state,
      Optional<Batch.Reference> batch,
      Optional<OrderLines.After> after,
      int most,
      Deadline deadline) {
    return batch
        .map(reference -> lines.ofBatch(sku, state, reference, after, most, deadline))
        .orElseGet(() -> lines.ofSku(sku, state, after, most, deadline));
  }

  /** Lines that lost their batch, of all SKUs; the oldest loss first. */
  public Mono<List<OrderLine>> unallocated(
      Optional<OrderLines.After> after, int most, Deadline deadline) {
    return lines.unallocated(after, most, deadline);
  }

  /**
   * How many units the lines of a batch hold, where that is not what the batch says.
   *
   * @param counted by its lines
   * @param allocated as the batch says; 0 where the stock does not list it
   */
  public record Difference(Batch.Reference batch, long counted, long allocated) {}

  /**
   * Counts the lines of a SKU against its batches, between two reads of one version, with unsettled
   * movements laid over. It mends nothing; {@link LostRace} if the stock does not rest.
   */
  public Mono<List<Difference>> audit(Sku sku, Deadline deadline) {
    return races.untilWon(
        deadline,
        () ->
            allocations.inOneView(
                stock(sku, deadline)
                    .flatMap(
                        stock ->
                            allocations
                                .held(sku, Audit.unsettled(stock), deadline)
                                .zipWhen(held -> allocations.stock(sku, deadline))
                                .map(
                                    both -> {
                                      if (both.getT2().version() != stock.version()) {
                                        throw new LostRace();
                                      }
                                      return Audit.differences(stock, both.getT1());
                                    }))));
  }
}
