package io.pannier.allocation.domain.model;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why something is not allocated, released, shipped or set: all that the business says no to. */
public sealed interface Refusal {

  /** Names the kind; the API's code in capitals. */
  String code();

  /** What explains it, by name, in the order in which it is shown. */
  default Map<String, Object> figures() {
    return Map.of();
  }

  default RefusedException asException() {
    return new RefusedException(this);
  }

  /** Carries a refusal to the adapter that answers the request. */
  final class RefusedException extends RuntimeException {

    private final transient Refusal refusal;

    RefusedException(Refusal refusal) {
      super(refusal.code(), null, false, false);
      this.refusal = refusal;
    }

    public Refusal refusal() {
      return refusal;
    }
  }

  /** There is no batch of this SKU. */
  record InvalidSku() implements Refusal {
    @Override
    public String code() {
      return "INVALID_SKU";
    }
  }

  /**
   * No batch has room for the whole line.
   *
   * @param largestBatch the most free units of one batch
   * @param totalAvailable the free units of all, inbound ones included
   */
  record OutOfStock(long requested, long largestBatch, long totalAvailable) implements Refusal {
    @Override
    public String code() {
      return "OUT_OF_STOCK";
    }

    @Override
    public Map<String, Object> figures() {
      Map<String, Object> figures = new LinkedHashMap<>();
      figures.put("requested", requested);
      figures.put("largestBatch", largestBatch);
      figures.put("totalAvailable", totalAvailable);
      return figures;
    }
  }

  /** The line is not in a state that allows it, or a newer message was there first. */
  record LineConflict(OrderLine.State state, long quantity, Batch.@Nullable Reference batch)
      implements Refusal {

    static LineConflict with(OrderLine line) {
      return new LineConflict(line.state(), line.quantity(), line.batch());
    }

    @Override
    public String code() {
      return "ALLOCATION_CONFLICT";
    }

    @Override
    public Map<String, Object> figures() {
      Map<String, Object> figures = new LinkedHashMap<>();
      figures.put("state", state.name());
      figures.put("quantity", quantity);
      if (batch != null) {
        figures.put("batchReference", batch.value());
      }
      return figures;
    }
  }

  /** The batch holds units or has shipped some, so it was no mistake. */
  record BatchInUse(Batch batch) implements Refusal {
    @Override
    public String code() {
      return "ALLOCATION_CONFLICT";
    }

    @Override
    public Map<String, Object> figures() {
      Map<String, Object> figures = new LinkedHashMap<>();
      figures.put("batchReference", batch.reference().value());
      figures.put("quantity", batch.quantity());
      figures.put("allocated", batch.allocated());
      figures.put("shipped", batch.shipped());
      return figures;
    }
  }

  /** The order has no such line, or it was released. */
  record OrderNotFound() implements Refusal {
    @Override
    public String code() {
      return "ORDER_NOT_FOUND";
    }
  }

  /** There is no such batch, or no batch of the SKU. */
  record StockNotFound() implements Refusal {
    @Override
    public String code() {
      return "STOCK_NOT_FOUND";
    }
  }

  /** The SKU has as many batches as it can have, and none of them is exhausted. */
  record TooManyBatches() implements Refusal {
    @Override
    public String code() {
      return "TOO_MANY_BATCHES";
    }
  }
}
