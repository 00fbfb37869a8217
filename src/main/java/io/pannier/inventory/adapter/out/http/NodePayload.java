package io.pannier.inventory.adapter.out.http;

import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.upstream.Expect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One sku at one node.
 *
 * @param availToSellQty where it is missing, on hand less reserved counts
 */
record NodePayload(
    @Nullable Quantity onHandQty,
    @Nullable Integer eachesPerCase,
    @Nullable Quantity reservedQty,
    @Nullable Quantity availToSellQty,
    @Nullable List<Inbound> inbound) {

  NodePayload {
    inbound = Expect.list(inbound, "inbound");
  }

  /**
   * What can be sold, in eaches; below 0 where more is reserved than there is.
   *
   * @throws IllegalArgumentException if it cannot be told
   * @throws ArithmeticException if it is more than can be counted
   */
  long availableEaches() {
    if (availToSellQty != null) {
      return eaches(availToSellQty);
    }
    long onHand = eaches(Expect.present(onHandQty, "onHandQty"));
    long reserved = eaches(Expect.present(reservedQty, "reservedQty"));
    if (reserved < 0) {
      throw new InvalidValueException("less than nothing is reserved");
    }
    return Math.subtractExact(onHand, reserved);
  }

  private long eaches(Quantity quantity) {
    return switch (quantity.unit()) {
      case "EACH" -> quantity.amount();
      case "CASE" -> Math.multiplyExact(quantity.amount(), eachesInCase());
      default -> throw new InvalidValueException("unknown unit");
    };
  }

  private long eachesInCase() {
    int eaches = Expect.present(eachesPerCase, "eachesPerCase");
    if (eaches < 1) {
      throw new InvalidValueException("a case holds something");
    }
    return eaches;
  }

  record Quantity(String unit, Long amount) {

    Quantity {
      Expect.present(unit, "unit");
      Expect.present(amount, "amount");
    }
  }

  /**
   * A delivery on its way.
   *
   * @param amount in eaches
   * @param eta a date
   */
  record Inbound(Integer amount, String eta) {

    Inbound {
      Expect.present(amount, "amount");
      Expect.present(eta, "eta");
    }
  }
}
