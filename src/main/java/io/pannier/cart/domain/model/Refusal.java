package io.pannier.cart.domain.model;

import io.pannier.shared.model.Reason;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why something cannot be put into a cart.
 *
 * @param figures the numbers that explain it, as in {@code available}
 * @param reason why an upstream could not tell; present exactly with {@code UPSTREAM_UNAVAILABLE}
 */
public record Refusal(RefusalCode code, Map<String, Integer> figures, @Nullable Reason reason) {

  public Refusal {
    figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
  }

  static Refusal of(RefusalCode code) {
    return new Refusal(code, Map.of(), null);
  }

  static Refusal untold(Reason reason) {
    return new Refusal(RefusalCode.UPSTREAM_UNAVAILABLE, Map.of(), reason);
  }

  Refusal with(String figure, int value) {
    Map<String, Integer> more = new LinkedHashMap<>(figures);
    more.put(figure, value);
    return new Refusal(code, more, reason);
  }

  public CartRefusedException asException() {
    return new CartRefusedException(this);
  }
}
