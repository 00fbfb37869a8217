package io.pannier.cart.domain.model;

import java.time.Instant;
import java.util.List;

/**
 * Remembers a change that a client named by a key, so that repeating it changes nothing (IETF draft
 * "The Idempotency-Key HTTP Header Field"). Kept in the cart and written together with the change.
 *
 * @param keyHash SHA-256 of the key
 * @param commandHash SHA-256 of what was asked
 * @param version that the change made
 * @param results one for each entry that was to be added
 */
public record Receipt(
    String keyHash, String commandHash, long version, Instant at, List<EntryResult> results) {

  public Receipt {
    results = List.copyOf(results);
  }
}
