package io.pannier.cart.application;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pannier.cart.domain.model.Attributes;
import io.pannier.cart.domain.model.CartEntry;
import io.pannier.cart.domain.model.CartLine;
import io.pannier.cart.domain.model.LineId;
import io.pannier.shared.model.Money;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.ProductId.Upc;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The text that a repeated {@code Idempotency-Key} is compared by. Carts keep its hash for a day,
 * and releases that run side by side compare each other's hashes, so a command that has a text
 * keeps it, whatever becomes of our classes (ADR 10). Form 1 is that of all releases from the
 * first; what it cannot say is said in form 2, and SKUs, words on lines and changes of lines in
 * form 3. No value can contain a delimiter, save words, which come with their length.
 */
final class Fingerprint {

  private Fingerprint() {}

  static String ofAddition(CartEntry entry) {
    return switch (form(entry)) {
      case 1 -> "add " + form1(entry);
      case 2 -> "2|add|" + form2(entry);
      default -> "3|add|" + form3(entry);
    };
  }

  static String ofBatch(CartCommand.BatchMode mode, List<CartEntry> entries) {
    return switch (entries.stream().mapToInt(Fingerprint::form).max().orElse(1)) {
      case 1 -> joined(entries, Fingerprint::form1, "batch " + word(mode) + " [", ", ", "]");
      case 2 -> joined(entries, Fingerprint::form2, "2|batch|" + word(mode) + "|", "|", "");
      default -> joined(entries, Fingerprint::form3, "3|batch|" + word(mode) + "|", "|", "");
    };
  }

  static String ofChange(LineId line, CartLine.Change change) {
    return "3|change|"
        + line
        + ","
        + (change.quantity() == null ? "-" : change.quantity())
        + ","
        + (change.location() == null ? "-" : change.location().value())
        + ","
        + (change.attributes() == null ? "-" : words(change.attributes()));
  }

  /** The first form that can say it all. */
  private static int form(CartEntry entry) {
    if (!(entry.product().id() instanceof Upc) || !entry.content().attributes().isEmpty()) {
      return 3;
    }
    return entry.shownPrice() == null ? 1 : 2;
  }

  private static String joined(
      List<CartEntry> entries,
      Function<CartEntry, String> form,
      String start,
      String between,
      String end) {
    return entries.stream().map(form).collect(Collectors.joining(between, start, end));
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
    return entry.product().id().fold(upc -> upc.gtin14(), sku -> sku.value())
        + ","
        + entry.product().location().value()
        + ","
        + entry.quantity()
        + ","
        + price(entry.shownPrice());
  }

  private static String form3(CartEntry entry) {
    return entry.product().id().fold(upc -> "upc:" + upc.gtin14(), sku -> "sku:" + sku.value())
        + ","
        + entry.product().location().value()
        + ","
        + entry.quantity()
        + ","
        + price(entry.shownPrice())
        + ","
        + words(entry.content().attributes());
  }

  private static String price(@Nullable Money shown) {
    return shown == null
        ? "-"
        : shown.amount().toPlainString() + " " + shown.currency().getCurrencyCode();
  }

  /** Each value after its length in UTF-8, so that no value can pass for another attribute. */
  private static String words(Attributes attributes) {
    return attributes.values().entrySet().stream()
        .map(
            one ->
                one.getKey() + "=" + one.getValue().getBytes(UTF_8).length + ":" + one.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String word(CartCommand.BatchMode mode) {
    return switch (mode) {
      case ATOMIC -> "ATOMIC";
      case PARTIAL -> "PARTIAL";
    };
  }
}
