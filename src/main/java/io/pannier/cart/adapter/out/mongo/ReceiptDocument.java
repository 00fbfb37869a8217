package io.pannier.cart.adapter.out.mongo;

import io.pannier.cart.domain.model.EntryResult;
import io.pannier.cart.domain.model.Receipt;
import io.pannier.cart.domain.model.Refusal;
import io.pannier.cart.domain.model.RefusalCode;
import io.pannier.shared.model.Reason;
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

  static ReceiptDocument from(Receipt receipt) {
    return new ReceiptDocument(
        receipt.keyHash(),
        receipt.commandHash(),
        receipt.version(),
        receipt.at(),
        receipt.results().stream().map(ResultDocument::from).toList());
  }

  Receipt toReceipt() {
    return new Receipt(
        keyHash, commandHash, version, at, results.stream().map(ResultDocument::toResult).toList());
  }

  /** What became of one entry. */
  record ResultDocument(
      String gtin14, int location, boolean created, @Nullable RefusalDocument refusal) {

    static ResultDocument from(EntryResult result) {
      Refusal refusal = result.refusal();
      return new ResultDocument(
          result.product().upc().gtin14(),
          result.product().location().value(),
          result.created(),
          refusal == null
              ? null
              : new RefusalDocument(refusal.code(), refusal.figures(), refusal.reason()));
    }

    EntryResult toResult() {
      return new EntryResult(
          LineDocument.product(gtin14, location),
          created,
          refusal == null
              ? null
              : new Refusal(refusal.code(), refusal.figures(), refusal.reason()));
    }
  }

  /** Why an entry was not taken. */
  record RefusalDocument(RefusalCode code, Map<String, Integer> figures, @Nullable Reason reason) {

    RefusalDocument {
      Objects.requireNonNull(code);
    }
  }
}
