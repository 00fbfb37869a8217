package io.pannier.pricing.adapter.out.http;

import io.pannier.pricing.domain.model.Price;
import io.pannier.pricing.domain.model.PriceKind;
import io.pannier.shared.model.Money;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All prices of one product at one location, now, before and later. */
record Tiers(List<Tier> all) {

  /** Clearance over promotion over regular, as declared; the latest among equals. */
  private static final Comparator<Tier> PRECEDENCE =
      Comparator.comparing(Tier::kind).thenComparing(Tier::from);

  /** The price in force; empty where there is none. */
  Optional<Price> priceAt(Instant now) {
    List<Tier> inForce = all.stream().filter(tier -> tier.isInForce(now)).toList();
    Optional<Money> regular =
        inForce.stream()
            .filter(tier -> tier.kind() == PriceKind.REGULAR)
            .max(PRECEDENCE)
            .map(Tier::amount);
    return inForce.stream()
        .max(PRECEDENCE)
        .map(tier -> new Price(tier.amount(), regular.orElse(null), tier.kind(), tier.until()));
  }
}
