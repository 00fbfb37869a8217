package io.pannier.cart.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What a cart must hold by what its clients were told, and what it may hold besides. */
final class Ledger {

  private final Map<Write.Kind, Integer> acknowledged = new EnumMap<>(Write.Kind.class);
  private final Map<Write.Kind, Integer> inDoubt = new EnumMap<>(Write.Kind.class);
  private long acknowledgedVersion = 1;

  synchronized void acknowledged(Write write, long version) {
    acknowledged.merge(write.kind(), 1, Integer::sum);
    acknowledgedVersion = Math.max(acknowledgedVersion, version);
  }

  synchronized void inDoubt(Write write) {
    inDoubt.merge(write.kind(), 1, Integer::sum);
  }

  /**
   * Holds the cart to this.
   *
   * @return how many of the writes in doubt had happened
   */
  synchronized int check(JsonNode cart) {
    int effects = 0;
    int happened = 0;
    for (Write.Kind kind : Write.Kind.values()) {
      int stored = times(kind, cart);
      int known = acknowledged.getOrDefault(kind, 0);
      assertThat(stored)
          .as("%s in %s", kind, cart)
          .isBetween(known, known + inDoubt.getOrDefault(kind, 0));
      effects += stored;
      happened += stored - known;
    }
    long version = cart.get("version").asLong();
    assertThat(version).as("a version for each effect").isEqualTo(1L + effects);
    assertThat(version).isGreaterThanOrEqualTo(acknowledgedVersion);
    return happened;
  }

  /** How often writes of this kind happened: as often for each of their products. */
  private static int times(Write.Kind kind, JsonNode cart) {
    Set<Integer> quantities = new LinkedHashSet<>();
    kind.products().forEach(upc -> quantities.add(quantity(upc.text(), cart)));
    assertThat(quantities).as("half of a %s in %s", kind, cart).hasSize(1);
    return quantities.iterator().next();
  }

  private static int quantity(String upc, JsonNode cart) {
    for (JsonNode line : cart.get("items")) {
      if (line.get("upc").asText().equals(upc)) {
        return line.get("quantity").asInt();
      }
    }
    return 0;
  }
}
