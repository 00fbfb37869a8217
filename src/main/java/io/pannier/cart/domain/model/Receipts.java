package io.pannier.cart.domain.model;

import io.pannier.cart.domain.model.Refusal.CartRefusedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a cart remembers of changes that clients named by a key and may repeat. They are kept for a
 * while, and only the newest of them.
 */
public record Receipts(List<Receipt> newestFirst) {

  public static final Receipts NONE = new Receipts(List.of());

  public Receipts {
    newestFirst = List.copyOf(newestFirst);
  }

  /**
   * The receipt of a change with this key, if it is still remembered.
   *
   * @throws CartRefusedException if the key was used for another request
   */
  public Optional<Receipt> find(Key key, Instant now, CartPolicy policy) {
    Optional<Receipt> found =
        newestFirst.stream()
            .filter(receipt -> receipt.keyHash().equals(key.keyHash()))
            .filter(receipt -> isRemembered(receipt, now, policy))
            .findFirst();
    if (found.filter(receipt -> !receipt.commandHash().equals(key.commandHash())).isPresent()) {
      throw new Refusal.IdempotencyKeyReused().asException();
    }
    return found;
  }

  /** With one more; those that are too old are forgotten, and the oldest if there are too many. */
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

  /**
   * Remembers a change that a client named by a key, so that repeating it changes nothing (IETF
   * draft "The Idempotency-Key HTTP Header Field"). Kept in the cart and written together with the
   * change.
   *
   * @param keyHash SHA-256 of the key
   * @param commandHash SHA-256 of what was asked
   * @param version that the change made
   * @param results one for each entry that was to be added
   */
  public record Receipt(
      String keyHash,
      String commandHash,
      long version,
      Instant at,
      List<CartEntry.Result> results) {

    public Receipt {
      results = List.copyOf(results);
    }
  }

  /**
   * How a client names a change that it may have to repeat.
   *
   * @param keyHash SHA-256 of the key
   * @param commandHash SHA-256 of the fingerprint of what it asks for
   */
  public record Key(String keyHash, String commandHash) {

    public static Key of(String key, String fingerprint) {
      return new Key(Secrets.sha256(key), Secrets.sha256(fingerprint));
    }
  }
}
