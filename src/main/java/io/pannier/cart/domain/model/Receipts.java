package io.pannier.cart.domain.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a cart remembers of changes that clients named by a key and may repeat: for a while, and of
 * many only the newest.
 */
public record Receipts(List<Receipt> newestFirst) {

  public static final Receipts NONE = new Receipts(List.of());

  public Receipts {
    newestFirst = List.copyOf(newestFirst);
  }

  /** The receipt of a change with this key, if it is still remembered. */
  public Optional<Receipt> of(ChangeKey key, Instant now, CartPolicy policy) {
    return newestFirst.stream()
        .filter(receipt -> receipt.keyHash().equals(key.keyHash()))
        .filter(receipt -> isRemembered(receipt, now, policy))
        .findFirst();
  }

  /** With one more; what is too old by its time, or one too many, is forgotten. */
  Receipts with(Receipt newest, CartPolicy policy) {
    List<Receipt> kept = new ArrayList<>();
    kept.add(newest);
    newestFirst.stream()
        .filter(receipt -> isRemembered(receipt, newest.at(), policy))
        .limit(policy.maxReceipts() - 1L)
        .forEach(kept::add);
    return new Receipts(kept);
  }

  private static boolean isRemembered(Receipt receipt, Instant now, CartPolicy policy) {
    return receipt.at().plus(policy.receiptLifetime()).isAfter(now);
  }
}
