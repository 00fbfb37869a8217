package io.pannier.cart.domain.model;

import java.time.Instant;
import java.util.List;

/**
 * Remembers in a customer's cart what a guest's cart brought, written together with the lines, so
 * that a repeated merge does nothing and says the same.
 */
public record MergeRecord(CartId source, Instant at, List<MergedLine> report) {

  public MergeRecord {
    report = List.copyOf(report);
  }
}
