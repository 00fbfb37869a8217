package io.pannier.pricing.adapter.out.http;

import io.pannier.shared.upstream.Expect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that pricing has for one product at one location. */
record PricePayload(List<TierPayload> tiers) {

  PricePayload {
    Expect.present(tiers, "tiers");
    tiers = Expect.list(tiers, "tiers");
  }

  /**
   * One of its prices.
   *
   * @param amt minor units
   * @param exp how many decimals these are
   * @param effFrom milliseconds since 1970
   * @param effTo milliseconds since 1970; open where it is missing
   */
  record TierPayload(
      String type, String amt, Integer exp, String ccy, Long effFrom, @Nullable Long effTo) {

    TierPayload {
      Expect.present(type, "type");
      Expect.present(amt, "amt");
      Expect.present(exp, "exp");
      Expect.present(ccy, "ccy");
      Expect.present(effFrom, "effFrom");
    }
  }
}
