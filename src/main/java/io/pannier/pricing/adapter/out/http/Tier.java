package io.pannier.pricing.adapter.out.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.pannier.pricing.domain.model.Price;
import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.model.Money;
import io.pannier.shared.upstream.Payloads;
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
record Tier(Price.Kind kind, Money amount, Instant from, @Nullable Instant until) {

  private static final Pattern MINOR_UNITS = Pattern.compile("[0-9]{1,18}");

  /**
   * Translates one.
   *
   * @throws IllegalArgumentException if any of it cannot be believed
   */
  static Tier of(JsonNode sent) {
    JsonNode effTo = sent.path("effTo");
    return new Tier(
        kind(Payloads.text(sent.path("type"))),
        money(sent),
        Instant.ofEpochMilli(Payloads.integer(sent.path("effFrom"))),
        Payloads.isAbsent(effTo) ? null : Instant.ofEpochMilli(Payloads.integer(effTo)));
  }

  /**
   * Whether it is over or still to come, for certain: then nothing else of it matters. A time that
   * cannot be read tells nothing.
   */
  static boolean isSurelyNotInForce(JsonNode sent, Instant now) {
    JsonNode effFrom = sent.path("effFrom");
    JsonNode effTo = sent.path("effTo");
    return (effFrom.isIntegralNumber() && effFrom.longValue() > now.toEpochMilli())
        || (effTo.isIntegralNumber() && effTo.longValue() <= now.toEpochMilli());
  }

  boolean isDearerThan(Tier other) {
    return amount.amount().compareTo(other.amount.amount()) > 0;
  }

  private static Price.Kind kind(String type) {
    return switch (type) {
      case "REG" -> Price.Kind.REGULAR;
      case "PROMO" -> Price.Kind.PROMOTION;
      case "CLR" -> Price.Kind.CLEARANCE;
      default -> throw new InvalidValueException("unknown tier");
    };
  }

  private static Money money(JsonNode sent) {
    Currency currency = Currency.getInstance(Payloads.text(sent.path("ccy")));
    String amount = Payloads.text(sent.path("amt"));
    if (Payloads.integer(sent.path("exp")) != currency.getDefaultFractionDigits()
        || !MINOR_UNITS.matcher(amount).matches()) {
      throw new InvalidValueException("not an amount of money");
    }
    return Money.ofMinor(new BigInteger(amount), currency);
  }
}
