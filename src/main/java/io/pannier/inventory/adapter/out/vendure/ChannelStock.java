package io.pannier.inventory.adapter.out.vendure;

import com.fasterxml.jackson.databind.JsonNode;
import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.Provenance.Source;
import io.pannier.shared.upstream.Flaws;
import io.pannier.shared.upstream.Payloads;
import io.pannier.shared.upstream.UpstreamException;
import java.util.HashSet;
import java.util.Set;

/**
 * A channel's settings, with which the stock of its variants is read. The engine knows no
 * deliveries.
 *
 * @param stockLocations the ids of those that the channel sees
 * @param isTracked whether stock is counted, where a variant does not say
 * @param threshold what is kept back, where a variant does not say; less than 0: what may be sold
 *     beyond the stock
 */
record ChannelStock(Set<String> stockLocations, boolean isTracked, long threshold, Flaws flaws) {

  /**
   * Reads the settings from an answer.
   *
   * @throws UpstreamException if they are not in it: then no stock in it can be used
   */
  static ChannelStock of(JsonNode data, Flaws flaws) {
    JsonNode settings = data.path("globalSettings");
    JsonNode locations = data.path("stockLocations");
    try {
      Set<String> ids = new HashSet<>();
      Payloads.list(locations.path("items"))
          .forEach(location -> ids.add(Payloads.text(location.path("id"))));
      if (Payloads.integer(locations.path("totalItems")) == ids.size()) {
        return new ChannelStock(
            Set.copyOf(ids),
            flag(settings.path("trackInventory")),
            Payloads.integer(settings.path("outOfStockThreshold")),
            flaws);
      }
    } catch (IllegalArgumentException e) {
      // reported below, without what the upstream sent
    }
    throw UpstreamException.invalid("a channel without its stock locations or settings");
  }

  /**
   * A variant's stock at some stock locations. Where it was never stocked there is none of it. At a
   * location that the channel does not see there may be any number: the engine leaves that out.
   *
   * @param wanted their ids; none: all of the channel's
   * @throws IllegalArgumentException if that is not known
   * @throws ArithmeticException if it is more than can be counted
   */
  StockLevel levelOf(ProductAtLocation product, JsonNode variant, Set<String> wanted) {
    if (!isTracked(variant)) {
      return StockLevel.enough(null);
    }
    Set<String> from = wanted.isEmpty() ? stockLocations : wanted;
    if (from.isEmpty() || !stockLocations.containsAll(from)) {
      flaws.report(
          Source.INVENTORY, "stockLocations", product, "lack one that it is set to sell from");
      throw new InvalidValueException("a stock location that the channel does not see");
    }
    Set<String> counted = new HashSet<>();
    long stock = Math.negateExact(threshold(variant));
    for (JsonNode level : Payloads.list(variant.path("stockLevels"))) {
      String id = Payloads.text(level.path("stockLocationId"));
      if (from.contains(id)) {
        if (!counted.add(id)) {
          throw new InvalidValueException("two levels at one stock location");
        }
        stock = Math.addExact(stock, Payloads.integer(level.path("stockOnHand")));
        stock = Math.subtractExact(stock, Payloads.integer(level.path("stockAllocated")));
      }
    }
    return StockLevel.of(Math.toIntExact(Math.max(0, stock)), null);
  }

  private boolean isTracked(JsonNode variant) {
    return switch (Payloads.text(variant.path("trackInventory"))) {
      case "TRUE" -> true;
      case "FALSE" -> false;
      case "INHERIT" -> isTracked;
      default -> throw new InvalidValueException("unknown kind of tracking");
    };
  }

  private long threshold(JsonNode variant) {
    return flag(variant.path("useGlobalOutOfStockThreshold"))
        ? threshold
        : Payloads.integer(variant.path("outOfStockThreshold"));
  }

  private static boolean flag(JsonNode sent) {
    if (!sent.isBoolean()) {
      throw new InvalidValueException("not a boolean");
    }
    return sent.booleanValue();
  }
}
