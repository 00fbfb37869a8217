package io.pannier.pricing.adapter.out.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.pannier.pricing.domain.model.Price;
import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.model.Money;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.Provenance.Source;
import io.pannier.shared.upstream.Flaws;
import io.pannier.shared.upstream.Payloads;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The prices of one product at one location, of those that are in force.
 *
 * @param regular absent where none is in force
 * @param current the price that counts; absent where none is in force. A reduction that is dearer
 *     than the regular price does not count
 * @param holdDearerReduction whether there is such a promotion or clearance
 */
record Tiers(@Nullable Tier regular, @Nullable Tier current, boolean holdDearerReduction) {

  /** Clearance over promotion over regular, as declared; the latest among equals. */
  private static final Comparator<Tier> PRECEDENCE =
      Comparator.comparing(Tier::kind).thenComparing(Tier::from);

  /**
   * Sorts out what counts.
   *
   * @throws InvalidValueException if they are in several currencies: they could not be compared
   */
  static Tiers of(List<Tier> inForce) {
    Tier regular = null;
    for (Tier tier : inForce) {
      if (!tier.amount().currency().equals(inForce.get(0).amount().currency())) {
        throw new InvalidValueException("prices in several currencies");
      }
      if (tier.kind() == Price.Kind.REGULAR && tier.goesBefore(regular)) {
        regular = tier;
      }
    }
    Tier current = null;
    boolean holdDearerReduction = false;
    for (Tier tier : inForce) {
      if (regular != null && tier.isDearerThan(regular)) {
        holdDearerReduction |= tier.kind() != Price.Kind.REGULAR;
      } else if (tier.goesBefore(current)) {
        current = tier;
      }
    }
    return new Tiers(regular, current, holdDearerReduction);
  }

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
    static Tier of(JsonNode sent, ProductAtLocation product, Flaws flaws) {
      JsonNode effTo = sent.path("effTo");
      return new Tier(
          kindOf(Payloads.text(sent.path("type"))),
          money(sent, product, flaws),
          Instant.ofEpochMilli(Payloads.integer(sent.path("effFrom"))),
          Payloads.isAbsent(effTo) ? null : Instant.ofEpochMilli(Payloads.integer(effTo)));
    }

    /**
     * Whether it is over or still to come, for certain: then nothing else of it matters. A time
     * that cannot be read proves nothing.
     */
    static boolean isSurelyNotInForce(JsonNode sent, Instant now) {
      JsonNode effFrom = sent.path("effFrom");
      JsonNode effTo = sent.path("effTo");
      return (effFrom.isIntegralNumber() && effFrom.longValue() > now.toEpochMilli())
          || (effTo.isIntegralNumber() && effTo.longValue() <= now.toEpochMilli());
    }

    boolean goesBefore(@Nullable Tier other) {
      return other == null || PRECEDENCE.compare(this, other) > 0;
    }

    boolean isDearerThan(Tier other) {
      return amount.amount().compareTo(other.amount.amount()) > 0;
    }

    private static Price.Kind kindOf(String type) {
      return switch (type) {
        case "REG" -> Price.Kind.REGULAR;
        case "PROMO" -> Price.Kind.PROMOTION;
        case "CLR" -> Price.Kind.CLEARANCE;
        default -> throw new InvalidValueException("unknown tier");
      };
    }

    private static Money money(JsonNode sent, ProductAtLocation product, Flaws flaws) {
      Currency currency = Currency.getInstance(Payloads.text(sent.path("ccy")));
      String amount = Payloads.text(sent.path("amt"));
      int decimals = Math.toIntExact(Payloads.integer(sent.path("exp")));
      if (decimals < 0 || !MINOR_UNITS.matcher(amount).matches()) {
        throw new InvalidValueException("not an amount of money");
      }
      BigDecimal exact = new BigDecimal(new BigInteger(amount), decimals);
      Money money = flaws.money(Source.PRICING, product, "amt", exact, currency);
      if (decimals != currency.getDefaultFractionDigits()) {
        throw new InvalidValueException("not in minor units");
      }
      return money;
    }
  }
}
