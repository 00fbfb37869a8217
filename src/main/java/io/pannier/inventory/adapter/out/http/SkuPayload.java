package io.pannier.inventory.adapter.out.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.upstream.Payloads;
import io.pannier.shared.upstream.UpstreamJson;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** All that the inventory has for one sku. */
record SkuPayload(JsonNode sku) {

  /**
   * The time that it is as of.
   *
   * @throws IllegalArgumentException if it does not say
   * @throws java.time.DateTimeException if it does not say
   */
  Instant updatedAt() {
    String time = Payloads.text(sku.path("updatedAt"));
    return Payloads.plausible(OffsetDateTime.parse(time).toInstant());
  }

  /**
   * What it has at one node; empty where it surely has nothing there.
   *
   * @throws InvalidValueException if the node is there twice, or is missing while another entry has
   *     no name
   */
  Optional<Node> at(String shipNode) {
    JsonNode found = null;
    boolean hasNameless = false;
    for (JsonNode node : Payloads.list(sku.path("nodes"))) {
      String name = UpstreamJson.text(node, "shipNode");
      if (found != null && name.equals(shipNode)) {
        throw new InvalidValueException("two entries for the node");
      }
      found = name.equals(shipNode) ? node : found;
      hasNameless |= name.isEmpty();
    }
    if (found == null && hasNameless) {
      throw new InvalidValueException("perhaps an entry for the node");
    }
    return Optional.ofNullable(found).map(Node::new);
  }

  /**
   * One sku at one node. Of its quantities only those are read that decide what can be sold: {@code
   * availToSellQty}, or on hand less reserved where that is missing.
   */
  record Node(JsonNode node) {

    /**
     * What can be sold, in eaches; below 0 where more is reserved than there is.
     *
     * @throws IllegalArgumentException if it cannot be computed
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
}
