package io.pannier.cart.application;

import io.pannier.cart.domain.model.CartEntry;
import io.pannier.shared.model.Money;
import io.pannier.shared.model.ProductAtLocation;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The text that a repeated {@code Idempotency-Key} is compared by. Carts keep its hash for a day,
 * and releases that run side by side compare each other's hashes, so a command that has a text
 * keeps it, whatever becomes of our classes (ADR 10). Form 1 is that of all releases from the
 * first; what it cannot say is said in form 2. No value can contain a delimiter.
 */
final class Fingerprint {

  private Fingerprint() {}

  static String ofAddition(CartEntry entry) {
    return entry.shownPrice() == null ? "add " + form1(entry) : "2|add|" + form2(entry);
  }

  static String ofBatch(CartCommand.BatchMode mode, List<CartEntry> entries) {
    return entries.stream().allMatch(entry -> entry.shownPrice() == null)
        ? entries.stream()
            .map(Fingerprint::form1)
            .collect(Collectors.joining(", ", "batch " + word(mode) + " [", "]"))
        : entries.stream()
            .map(Fingerprint::form2)
            .collect(Collectors.joining("|", "2|batch|" + word(mode) + "|", ""));
  }

  /** The names in it are no longer those of classes. */
  private static String form1(CartEntry entry) {
    ProductAtLocation product = entry.product();
    return "CartEntry[product=ProductAtLocation[upc="
        + product.id().text()
        + ", location="
        + product.location().value()
        + "], quantity="
        + entry.quantity()
        + "]";
  }

  private static String form2(CartEntry entry) {
    Money shown = entry.shownPrice();
    return entry.product().id().fold(upc -> upc.gtin14(), sku -> sku.value())
        + ","
        + entry.product().location().value()
        + ","
        + entry.quantity()
        + ","
        + (shown == null
            ? "-"
            : shown.amount().toPlainString() + " " + shown.currency().getCurrencyCode());
  }

  private static String word(CartCommand.BatchMode mode) {
    return switch (mode) {
      case ATOMIC -> "ATOMIC";
      case PARTIAL -> "PARTIAL";
    };
  }
}
