package io.pannier.cart.adapter.out.mongo;

import io.pannier.cart.domain.model.CartEntry;
import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.CartMerge;
import io.pannier.cart.domain.model.Merges;
import io.pannier.cart.domain.model.Receipts;
import io.pannier.cart.domain.model.Refusal;
import io.pannier.shared.model.Answer.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A receipt as it is stored: hashes of the key and of what was asked, and what became of it. */
record ReceiptDocument(
    String keyHash, String commandHash, Long version, Instant at, List<ResultDocument> results) {

  ReceiptDocument {
    Objects.requireNonNull(keyHash);
    Objects.requireNonNull(commandHash);
    Objects.requireNonNull(version);
    Objects.requireNonNull(at);
  }

  static ReceiptDocument from(Receipts.Receipt receipt) {
    return new ReceiptDocument(
        receipt.keyHash(),
        receipt.commandHash(),
        receipt.version(),
        receipt.at(),
        receipt.results().stream().map(ResultDocument::from).toList());
  }

  Receipts.Receipt toReceipt() {
    return new Receipts.Receipt(
        keyHash, commandHash, version, at, results.stream().map(ResultDocument::toResult).toList());
  }

  /** What became of one entry. */
  record ResultDocument(
      String gtin14, int location, boolean created, @Nullable RefusalDocument refusal) {

    static ResultDocument from(CartEntry.Result result) {
      Refusal.OfEntry refusal = result.refusal();
      return new ResultDocument(
          CartDocument.gtin14(result.product()),
          result.product().location().value(),
          result.created(),
          refusal == null
              ? null
              : new RefusalDocument(refusal.code(), refusal.figures(), refusal.reason()));
    }

    CartEntry.Result toResult() {
      return new CartEntry.Result(
          CartDocument.LineDocument.product(gtin14, location),
          created,
          refusal == null
              ? null
              : Refusal.OfEntry.of(refusal.code(), refusal.figures(), refusal.reason()));
    }
  }

  /** Why an entry was not taken. */
  record RefusalDocument(String code, Map<String, Integer> figures, @Nullable Reason reason) {

    RefusalDocument {
      Objects.requireNonNull(code);
    }
  }

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
            CartDocument.gtin14(line.product()),
            line.product().location().value(),
            line.outcome(),
            line.requested(),
            line.quantity());
      }

      CartMerge.Line toLine() {
        return new CartMerge.Line(
            CartDocument.LineDocument.product(gtin14, location), outcome, requested, quantity);
      }
    }
  }
}
