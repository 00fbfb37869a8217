package io.pannier.allocation.adapter.in.web.v2;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.pannier.allocation.application.AllocationResult;
import io.pannier.allocation.application.AllocationService;
import io.pannier.allocation.domain.model.Batch;
import io.pannier.allocation.domain.model.OrderLine;
import io.pannier.allocation.domain.model.Stock;
import io.pannier.shared.model.ProductId.Sku;
import io.pannier.shared.web.problem.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** What version 2 says of stock, lines and orders. */
final class AllocationV2Response {

  private AllocationV2Response() {}

  /** A batch. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record BatchV2(
      String reference,
      long quantity,
      long allocated,
      long shipped,
      long available,
      long excess,
      @Nullable LocalDate eta,
      @Nullable Long revision) {

    static BatchV2 from(Batch batch) {
      return new BatchV2(
          batch.reference().value(),
          batch.quantity(),
          batch.allocated(),
          batch.shipped(),
          batch.free(),
          batch.excess(),
          batch.eta(),
          batch.revision());
    }
  }

  /** All batches of a SKU, in the order of allocation. */
  record StockV2(String sku, long available, long inbound, List<BatchV2> batches) {

    static StockV2 from(Stock stock) {
      return new StockV2(
          stock.sku().text(),
          stock.available(),
          stock.inbound(),
          stock.inOrderOfAllocation().stream().map(BatchV2::from).toList());
    }
  }

  /** What became of a batch that was set, and of the lines that had to leave it. */
  record BatchSetV2(
      String sku,
      BatchV2 batch,
      boolean applied,
      List<DisplacedV2> moved,
      List<DisplacedV2> unallocated,
      long excess) {

    /** A line that had to leave, and where it went. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DisplacedV2(
        String orderId, String sku, long quantity, @Nullable String batchReference) {}

    static BatchSetV2 from(Sku sku, AllocationResult.BatchSet set) {
      return new BatchSetV2(
          sku.text(),
          BatchV2.from(set.batch()),
          set.applied(),
          displaced(set, OrderLine.State.ALLOCATED),
          displaced(set, OrderLine.State.UNALLOCATED),
          set.batch().excess());
    }

    private static List<DisplacedV2> displaced(
        AllocationResult.BatchSet set, OrderLine.State state) {
      return set.displaced().stream()
          .filter(line -> line.state() == state)
          .map(
              line ->
                  new DisplacedV2(
                      line.id().order().value(),
                      line.id().sku().text(),
                      line.quantity(),
                      text(line.batch())))
          .toList();
    }
  }

  /**
   * A line.
   *
   * @param source where its units are, where it is allocated and the batch is known
   * @param eta when they arrive
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record LineV2(
      String orderId,
      String sku,
      long quantity,
      OrderLine.State state,
      @Nullable String batchReference,
      @Nullable Source source,
      @Nullable LocalDate eta,
      Instant changedAt) {

    enum Source {
      IN_STOCK,
      INBOUND
    }

    static LineV2 from(AllocationResult.Line result) {
      Batch batch = result.line().state() == OrderLine.State.ALLOCATED ? result.batch() : null;
      return batch == null
          ? from(result.line(), null, null)
          : from(result.line(), batch.isHere() ? Source.IN_STOCK : Source.INBOUND, batch.eta());
    }

    /** In a list, which does not look at batches. */
    static LineV2 from(OrderLine line) {
      return from(line, null, null);
    }

    private static LineV2 from(OrderLine line, @Nullable Source source, @Nullable LocalDate eta) {
      return new LineV2(
          line.id().order().value(),
          line.id().sku().text(),
          line.quantity(),
          line.state(),
          text(line.batch()),
          source,
          eta,
          line.changedAt());
    }
  }

  /** A part of a list of lines, and where the next begins. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record LinesV2(List<LineV2> lines, @Nullable String next) {

    /**
     * Of lines of which one more was asked for than are shown.
     *
     * @param number a line's place in the list, where that is not by its id
     */
    static LinesV2 from(List<OrderLine> found, int most, ToLongFunction<OrderLine> number) {
      List<OrderLine> shown = found.subList(0, Math.min(most, found.size()));
      return new LinesV2(
          shown.stream().map(LineV2::from).toList(),
          found.size() <= most ? null : next(shown.get(most - 1), number));
    }

    private static String next(OrderLine last, ToLongFunction<OrderLine> number) {
      return AllocationV2Request.next(number.applyAsLong(last), last);
    }
  }

  /** A part of an order's lines. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record OrderV2(String orderId, List<LineV2> allocations, @Nullable String next) {

    static OrderV2 from(OrderLine.OrderId order, List<OrderLine> found, int most) {
      LinesV2 lines = LinesV2.from(found, most, line -> 0);
      return new OrderV2(order.value(), lines.lines(), lines.next());
    }
  }

  /** What became of each line of an order. */
  record AllocatedOrderV2(String orderId, List<ResultV2> results) {

    /**
     * One of them, as if it had been sent alone.
     *
     * @param code of the problem, where it was not allocated
     * @param line where it was
     * @param figures the problem's own members
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ResultV2(
        int index,
        int status,
        @Nullable String code,
        @Nullable String detail,
        @Nullable String sku,
        @JsonUnwrapped @Nullable LineV2 line,
        @JsonAnyGetter Map<String, Object> figures) {

      static ResultV2 of(int index, AllocationResult.Line result) {
        int status = result.created() ? 201 : 200;
        return new ResultV2(index, status, null, null, null, LineV2.from(result), Map.of());
      }

      static ResultV2 of(int index, Sku sku, Problem problem) {
        return new ResultV2(
            index,
            problem.type().status().value(),
            problem.type().code(),
            problem.detail(),
            sku.text(),
            null,
            problem.members());
      }
    }
  }

  /** Whether lines and batches agree. */
  record AuditV2(String sku, boolean consistent, List<DifferenceV2> differences) {

    /** What the lines of a batch hold, and what it says. */
    record DifferenceV2(String reference, long counted, long allocated) {}

    static AuditV2 from(Sku sku, List<AllocationService.Difference> differences) {
      return new AuditV2(
          sku.text(),
          differences.isEmpty(),
          differences.stream()
              .map(
                  difference ->
                      new DifferenceV2(
                          difference.batch().value(), difference.counted(), difference.allocated()))
              .toList());
    }
  }

  private static @Nullable String text(Batch.@Nullable Reference batch) {
    return batch == null ? null : batch.value();
  }
}
