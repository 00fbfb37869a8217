package io.pannier.cart.domain.model;

import io.pannier.catalog.domain.model.OrderLimits;
import io.pannier.shared.model.Reason;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why something cannot be put into a cart.
 *
 * @param figures the numbers that explain it, by name: exactly those that the code needs
 * @param reason why an upstream could not tell; present exactly with {@code UPSTREAM_UNAVAILABLE}
 */
public record Refusal(RefusalCode code, Map<String, Integer> figures, @Nullable Reason reason) {

  private static final Map<RefusalCode, Set<String>> FIGURES =
      Map.of(
          RefusalCode.QUANTITY_LIMIT, Set.of("minimum", "maximum", "multiple"),
          RefusalCode.INSUFFICIENT_STOCK, Set.of("requested", "inCart", "available"));

  public Refusal {
    figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    if (!figures.keySet().equals(FIGURES.getOrDefault(code, Set.of()))) {
      throw new IllegalArgumentException(code + " is not explained by " + figures.keySet());
    }
    if ((code == RefusalCode.UPSTREAM_UNAVAILABLE) != (reason != null)) {
      throw new IllegalArgumentException("a reason belongs to UPSTREAM_UNAVAILABLE alone");
    }
  }

  static Refusal of(RefusalCode code) {
    return new Refusal(code, Map.of(), null);
  }

  static Refusal untold(Reason reason) {
    return new Refusal(RefusalCode.UPSTREAM_UNAVAILABLE, Map.of(), reason);
  }

  /**
   * The quantity of the line must be from minimum to maximum, and a multiple of the last.
   *
   * @param most how many it may hold, beside the other lines of the product; where that leaves no
   *     quantity at all, the maximum is 0
   */
  static Refusal quantityLimit(OrderLimits limits, int most) {
    int maximum = limits.within(most).map(OrderLimits::maximum).orElse(0);
    Map<String, Integer> figures = new LinkedHashMap<>();
    figures.put("minimum", limits.minimum());
    figures.put("maximum", maximum);
    figures.put("multiple", limits.multiple());
    return new Refusal(RefusalCode.QUANTITY_LIMIT, figures, null);
  }

  /**
   * There are fewer than the line would hold.
   *
   * @param requested how many the client asks for: so many more when it adds, so many in all when
   *     it changes the quantity of a line
   * @param inCart how many the line holds now
   */
  static Refusal insufficientStock(int requested, int inCart, int available) {
    Map<String, Integer> figures = new LinkedHashMap<>();
    figures.put("requested", requested);
    figures.put("inCart", inCart);
    figures.put("available", available);
    return new Refusal(RefusalCode.INSUFFICIENT_STOCK, figures, null);
  }

  public CartRefusedException asException() {
    return new CartRefusedException(this);
  }
}
