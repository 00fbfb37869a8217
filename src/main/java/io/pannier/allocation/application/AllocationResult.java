package io.pannier.allocation.application;

import io.pannier.allocation.domain.model.Batch;
import io.pannier.allocation.domain.model.OrderLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of an operation. */
public sealed interface AllocationResult {

  /** Nothing is left to say. */
  record Done() implements AllocationResult {}

  /**
   * A line as it is.
   *
   * @param batch that holds it, or shipped it; absent where none does, or it is no longer listed
   * @param created whether this very request allocated it
   */
  record Line(OrderLine line, @Nullable Batch batch, boolean created) implements AllocationResult {}

  /**
   * A batch as it is.
   *
   * @param created whether it was not there before
   * @param applied false where a newer message was there first
   * @param displaced lines that had to leave it, as they are now
   */
  record BatchSet(Batch batch, boolean created, boolean applied, List<OrderLine> displaced)
      implements AllocationResult {
    public BatchSet {
      displaced = List.copyOf(displaced);
    }
  }
}
