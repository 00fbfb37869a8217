package io.pannier.cart.adapter.out.mongo;

import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.CartMerge;
import io.pannier.cart.domain.model.Merges;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** What a guest's cart brought into a customer's, as it is stored. */
record MergeDocument(String source, Instant at, List<MergedLineDocument> report) {

  MergeDocument {
    Objects.requireNonNull(at);
  }

  static MergeDocument from(Merges.Merge merge) {
    return new MergeDocument(
        merge.source().value(),
        merge.at(),
        merge.report().stream().map(MergedLineDocument::from).toList());
  }

  Merges.Merge toMerge() {
    return new Merges.Merge(
        new CartId(source), at, report.stream().map(MergedLineDocument::toLine).toList());
  }

  /** What became of one line. */
  record MergedLineDocument(
      String gtin14, int location, CartMerge.Outcome outcome, int requested, int quantity) {

    MergedLineDocument {
      Objects.requireNonNull(outcome);
    }

    static MergedLineDocument from(CartMerge.Line line) {
      return new MergedLineDocument(
          line.product().upc().gtin14(),
          line.product().location().value(),
          line.outcome(),
          line.requested(),
          line.quantity());
    }

    CartMerge.Line toLine() {
      return new CartMerge.Line(
          LineDocument.product(gtin14, location), outcome, requested, quantity);
    }
  }
}
