package io.pannier.inventory.adapter.out.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.upstream.Payloads;

/**
 * One sku at one node. Of its quantities only those are read that decide what can be sold: {@code
 * availToSellQty}, or on hand less reserved where that is missing.
 */
record NodePayload(JsonNode node) {

  /**
   * What can be sold, in eaches; below 0 where more is reserved than there is.
   *
   * @throws IllegalArgumentException if it cannot be told
   * @throws ArithmeticException if it is more than can be counted
   */
  long availableEaches() {
    JsonNode available = node.path("availToSellQty");
    if (!Payloads.isAbsent(available)) {
      return eaches(available);
    }
    long reserved = eaches(node.path("reservedQty"));
    if (reserved < 0) {
      throw new InvalidValueException("less than nothing is reserved");
    }
    return Math.subtractExact(eaches(node.path("onHandQty")), reserved);
  }

  /** Deliveries on their way, or what was sent in their place. */
  JsonNode inbound() {
    return node.path("inbound");
  }

  private long eaches(JsonNode quantity) {
    long amount = Payloads.integer(quantity.path("amount"));
    return switch (Payloads.text(quantity.path("unit"))) {
      case "EACH" -> amount;
      case "CASE" -> Math.multiplyExact(amount, eachesInCase());
      default -> throw new InvalidValueException("unknown unit");
    };
  }

  private long eachesInCase() {
    long eaches = Payloads.integer(node.path("eachesPerCase"));
    if (eaches < 1) {
      throw new InvalidValueException("a case holds something");
    }
    return eaches;
  }
}
