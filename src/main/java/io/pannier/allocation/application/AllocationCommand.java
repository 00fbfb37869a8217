package io.pannier.allocation.application;

import io.pannier.allocation.domain.model.Batch;
import io.pannier.allocation.domain.model.OrderLine;
import org.jspecify.annotations.Nullable;

/** What is done to the stock of a SKU; each may be repeated. */
sealed interface AllocationCommand {

  /** A command about one line. */
  sealed interface OfLine extends AllocationCommand {
    OrderLine.Id line();
  }

  /** Allocates a line. */
  record Allocate(OrderLine.Request request) implements OfLine {
    @Override
    public OrderLine.Id line() {
      return request.id();
    }
  }

  /** Gives a line's units back. */
  record Release(OrderLine.Id line, @Nullable Long revision) implements OfLine {}

  /** Records that a line's units have left. */
  record Ship(OrderLine.Id line) implements OfLine {}

  /** A command about one batch. */
  sealed interface OfBatch extends AllocationCommand {
    Batch.Reference batch();
  }

  /** Sets a batch; if that makes it too small, {@link Displace} follows. */
  record Set(Batch.Delivery delivery) implements OfBatch {
    @Override
    public Batch.Reference batch() {
      return delivery.reference();
    }
  }

  /** Takes away a batch that was a mistake. */
  record Delete(Batch.Reference batch) implements OfBatch {}

  /**
   * Moves the newest lines of a batch that holds too much.
   *
   * @param most lines
   */
  record Displace(Batch.Reference batch, int most) implements OfBatch {}
}
