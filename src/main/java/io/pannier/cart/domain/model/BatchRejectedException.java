package io.pannier.cart.domain.model;

import java.util.List;

/** A batch that must be taken whole has entries that cannot be taken. */
public final class BatchRejectedException extends CartException {

  private final transient List<CartEntry.Result> results;

  BatchRejectedException(List<CartEntry.Result> results) {
    super(RefusalCode.BATCH_REJECTED);
    this.results = List.copyOf(results);
  }

  /** One for each entry, in the order asked; at least one is a refusal. */
  public List<CartEntry.Result> results() {
    return results;
  }
}
