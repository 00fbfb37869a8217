package io.pannier.allocation.domain.port;

import io.pannier.allocation.domain.model.Batch;
import io.pannier.allocation.domain.model.OrderLine;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductId.Sku;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Lines to look at, in parts. A line that cannot be understood ends in an error. */
public interface OrderLines {

  /**
   * The last line of the part before.
   *
   * @param number its place in the order of the list, where that is not its id
   */
  record After(long number, String id) {}

  /** An order's lines by SKU, without those that were released. */
  Mono<List<OrderLine>> ofOrder(
      OrderLine.OrderId order, Optional<After> after, int most, Deadline deadline);

  /** A SKU's lines of a state, by their id. */
  Mono<List<OrderLine>> ofSku(
      Sku sku, OrderLine.State state, Optional<After> after, int most, Deadline deadline);

  /** A batch's lines of a state; the newest allocation first, {@code since} is their number. */
  Mono<List<OrderLine>> ofBatch(
      Sku sku,
      OrderLine.State state,
      Batch.Reference batch,
      Optional<After> after,
      int most,
      Deadline deadline);

  /** Lines that lost their batch, of all SKUs; the oldest loss first, in epoch milliseconds. */
  Mono<List<OrderLine>> unallocated(Optional<After> after, int most, Deadline deadline);
}
