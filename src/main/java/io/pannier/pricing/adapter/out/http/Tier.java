package io.pannier.pricing.adapter.out.http;

import io.pannier.pricing.domain.model.PriceKind;
import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.model.Money;
import io.pannier.shared.upstream.Expect;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Currency;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A price and when it is in force.
 *
 * @param until not in force any more from then on; open where it is absent
 */
record Tier(PriceKind kind, Money amount, Instant from, @Nullable Instant until) {

  private static final Pattern MINOR_UNITS = Pattern.compile("[0-9]{1,18}");

  /**
   * Translates one.
   *
   * @throws IllegalArgumentException if any of it cannot be believed
   */
  static Tier of(PricePayload.TierPayload payload) {
    Long effTo = payload.effTo();
    return new Tier(
        kind(payload.type()),
        money(payload),
        Expect.plausible(Instant.ofEpochMilli(payload.effFrom())),
        effTo == null ? null : Expect.plausible(Instant.ofEpochMilli(effTo)));
  }

  boolean isInForce(Instant now) {
    return !now.isBefore(from) && (until == null || now.isBefore(until));
  }

  private static PriceKind kind(String type) {
    return switch (type) {
      case "REG" -> PriceKind.REGULAR;
      case "PROMO" -> PriceKind.PROMOTION;
      case "CLR" -> PriceKind.CLEARANCE;
      default -> throw new InvalidValueException("unknown tier");
    };
  }

  private static Money money(PricePayload.TierPayload payload) {
    Currency currency = Currency.getInstance(payload.ccy());
    if (payload.exp() != currency.getDefaultFractionDigits()
        || !MINOR_UNITS.matcher(payload.amt()).matches()) {
      throw new InvalidValueException("not an amount of money");
    }
    return Money.ofMinor(new BigInteger(payload.amt()), currency);
  }
}
