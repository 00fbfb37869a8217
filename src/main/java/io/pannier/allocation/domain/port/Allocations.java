package io.pannier.allocation.domain.port;

import io.pannier.allocation.domain.model.Batch;
import io.pannier.allocation.domain.model.OrderLine;
import io.pannier.allocation.domain.model.Stock;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductId.Sku;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * Where stock and lines are remembered, for those who change them. A failure is a {@link
 * io.pannier.shared.storage.StorageFailure}, or a {@link io.pannier.shared.storage.ChangeInDoubt};
 * none outlives the deadline. Reads see only what no failover takes back.
 */
public interface Allocations {

  /**
   * A stock and lines that were read after it.
   *
   * @param stock {@link Stock#none} if there is none
   */
  record Read(Stock stock, Lines lines) {}

  /**
   * Lines that were asked for; one that is in neither is not there.
   *
   * @param unreadable lines that are there and cannot be understood
   */
  record Lines(Map<OrderLine.Id, OrderLine> found, Set<OrderLine.Id> unreadable) {
    public Lines {
      found = Map.copyOf(found);
      unreadable = Set.copyOf(unreadable);
    }
  }

  /**
   * Reads of which none sees an older state than those before it, even if another server answers.
   * They include those of {@link KeptBatches}, and must follow one another; {@link #line} is no
   * part of it.
   */
  <T> Mono<T> inOneView(Mono<T> reads);

  /** The stock to look at; {@link Stock#none} if there is none. */
  Mono<Stock> stock(Sku sku, Deadline deadline);

  /**
   * Reads a stock and <em>then</em> lines, never in another order: of a line that is older than its
   * stock the stock knows the movement; of a line that is newer it does not.
   *
   * @param lines which of them, all of this SKU, given the stock
   */
  Mono<Read> read(Sku sku, Function<Stock, Set<OrderLine.Id>> lines, Deadline deadline);

  /** One line, or none, or an {@link io.pannier.shared.storage.UnreadableDocument}. */
  Mono<OrderLine> line(OrderLine.Id id, Deadline deadline);

  /** The lines that hold units of a batch, the newest allocation ({@code since}) first. */
  Mono<Lines> newest(Sku sku, Batch.Reference batch, int most, Deadline deadline);

  /**
   * Stores the next version of a stock.
   *
   * @param before the version that was read; {@link io.pannier.shared.storage.LostRace} if it is
   *     not there any more. With 0 there must be none
   */
  Mono<Void> write(Stock next, long before, Deadline deadline);

  /**
   * Stores what a movement made of a line.
   *
   * @param before the sequence that was read; {@link io.pannier.shared.storage.LostRace} if it is
   *     not there any more. With 0 there must be none
   */
  Mono<Void> write(OrderLine next, long before, Deadline deadline);

  /** Units that the lines of each batch hold, without these lines. */
  Mono<Map<Batch.Reference, Long>> held(Sku sku, Set<OrderLine.Id> except, Deadline deadline);
}
