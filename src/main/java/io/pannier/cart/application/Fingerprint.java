package io.pannier.cart.application;

import io.pannier.cart.domain.model.CartEntry;
import io.pannier.shared.model.ProductAtLocation;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The text that a repeated {@code Idempotency-Key} is compared by. Carts keep its hash for a day,
 * and releases that run side by side compare each other's hashes, so a command that has a text
 * keeps it, whatever becomes of our classes (ADR 10). No value can contain a delimiter.
 */
final class Fingerprint {

  private Fingerprint() {}

  static String ofAddition(CartEntry entry) {
    return "add " + text(entry);
  }

  static String ofBatch(BatchMode mode, List<CartEntry> entries) {
    return entries.stream()
        .map(Fingerprint::text)
        .collect(Collectors.joining(", ", "batch " + word(mode) + " [", "]"));
  }

  /** Form 1: of all releases so far. The names in it are no longer those of classes. */
  private static String text(CartEntry entry) {
    ProductAtLocation product = entry.product();
    return "CartEntry[product=ProductAtLocation[upc="
        + product.upc().text()
        + ", location="
        + product.location().value()
        + "], quantity="
        + entry.quantity()
        + "]";
  }

  private static String word(BatchMode mode) {
    return switch (mode) {
      case ATOMIC -> "ATOMIC";
      case PARTIAL -> "PARTIAL";
    };
  }
}
