package io.pannier.pricing.adapter.out.http;

import io.pannier.pricing.domain.model.Price;
import io.pannier.shared.model.InvalidValueException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The prices of one product at one location that are in force. All of them are in one currency:
 * others could not be compared.
 */
record Tiers(List<Tier> inForce) {

  /** Clearance over promotion over regular, as declared; the latest among equals. */
  private static final Comparator<Tier> PRECEDENCE =
      Comparator.comparing(Tier::kind).thenComparing(Tier::from);

  Tiers {
    if (inForce.stream().map(tier -> tier.amount().currency()).distinct().count() > 1) {
      throw new InvalidValueException("prices in several currencies");
    }
  }

  /** The regular price; empty where none is in force. */
  Optional<Tier> regular() {
    return inForce.stream().filter(tier -> tier.kind() == Price.Kind.REGULAR).max(PRECEDENCE);
  }

  /**
   * The price that counts; empty where none is in force. What is dearer than the regular price is
   * no reduction of it, whatever it is called.
   */
  Optional<Tier> current() {
    Optional<Tier> regular = regular();
    return inForce.stream()
        .filter(tier -> regular.isEmpty() || !tier.isDearerThan(regular.get()))
        .max(PRECEDENCE);
  }

  /** Whether a promotion or clearance is dearer than the regular price. */
  boolean holdDearerReduction() {
    Optional<Tier> regular = regular();
    return regular.isPresent()
        && inForce.stream()
            .anyMatch(
                tier -> tier.kind() != Price.Kind.REGULAR && tier.isDearerThan(regular.get()));
  }
}
