package io.pannier.pricing.adapter.out.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.pannier.pricing.domain.model.Price;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.ProductId.Upc;
import io.pannier.shared.model.Provenance;
import io.pannier.shared.model.Provenance.Source;
import io.pannier.shared.model.SellingLocationId;
import io.pannier.shared.upstream.AnswerCollector;
import io.pannier.shared.upstream.Flaws;
import io.pannier.shared.upstream.Payloads;
import io.pannier.shared.upstream.UpstreamJson;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Pricing's answers in our words. A price rests on the tiers that are in force: one of them that
 * cannot be believed spoils the price that it belongs to, one that is over or still to come does
 * not. Answers are as of pricing's own time, or of their receipt where that cannot be read.
 */
final class PricingTranslator {

  private final Clock clock;
  private final Flaws flaws;

  PricingTranslator(Clock clock, Flaws flaws) {
    this.clock = clock;
    this.flaws = flaws;
  }

  Answers<ProductAtLocation, Price> answers(Set<ProductAtLocation> asked, byte[] body) {
    JsonNode answer = UpstreamJson.read(body, "prices", "errors");
    Instant now = clock.instant();
    Provenance asOf = Provenance.fresh(Source.PRICING, asOf(answer, now));
    Map<Key, ProductAtLocation> byKey = new LinkedHashMap<>();
    asked.forEach(product -> byKey.put(Key.of(product), product));

    AnswerCollector<ProductAtLocation, Price> answers = new AnswerCollector<>();
    for (JsonNode entry : flaws.entries(Source.PRICING, answer, "prices")) {
      ProductAtLocation product = byKey.get(Key.of(entry));
      if (product != null) {
        answers.add(product, () -> price(product, entry, now, asOf));
      }
    }
    for (JsonNode entry : flaws.entries(Source.PRICING, answer, "errors")) {
      ProductAtLocation product = byKey.get(Key.of(entry));
      if (product != null) {
        answers.add(product, () -> noPrice(entry, asOf));
      }
    }
    return answers.answersTo(asked);
  }

  private Answer<Price> price(
      ProductAtLocation product, JsonNode entry, Instant now, Provenance asOf) {
    List<Tiers.Tier> inForce = new ArrayList<>();
    for (JsonNode tier : Payloads.list(entry.path("tiers"))) {
      if (!Tiers.Tier.isSurelyNotInForce(tier, now)) {
        inForce.add(Tiers.Tier.of(tier, product, flaws));
      }
    }
    Tiers tiers = Tiers.of(inForce);
    Boolean taxIncluded = taxIncluded(entry.path("tax"));
    if (tiers.holdDearerReduction()) {
      flaws.report(
          Source.PRICING,
          "tiers",
          product,
          "hold a reduction that is dearer than the regular price");
    }
    return tiers.current() == null
        ? Answer.notFound(asOf)
        : Answer.found(price(product, tiers.current(), tiers.regular(), taxIncluded), asOf);
  }

  private Price price(
      ProductAtLocation product,
      Tiers.Tier current,
      Tiers.@Nullable Tier regular,
      @Nullable Boolean taxIncluded) {
    return new Price(
        current.amount(),
        regular == null ? null : regular.amount(),
        current.kind(),
        validUntil(product, current.until()),
        taxIncluded);
  }

  /** Absent where pricing does not say. */
  private static @Nullable Boolean taxIncluded(JsonNode sent) {
    if (Payloads.isAbsent(sent)) {
      return null;
    }
    return switch (Payloads.text(sent)) {
      case "INCL" -> true;
      case "EXCL" -> false;
      default -> throw new InvalidValueException("unknown kind of tax");
    };
  }

  /** An end that lies beyond the calendar, as many write "for ever", is not shown. */
  private @Nullable Instant validUntil(ProductAtLocation product, @Nullable Instant until) {
    return until == null
        ? null
        : flaws.optional(Source.PRICING, product, "effTo", () -> Payloads.plausible(until));
  }

  /** "Has no price" and "is unavailable" are never mixed up. */
  private static Answer<Price> noPrice(JsonNode entry, Provenance asOf) {
    return switch (Payloads.text(entry.path("code"))) {
      case "P404" -> Answer.notFound(asOf);
      case "P500" -> Answer.unavailable(Reason.UPSTREAM_ERROR);
      default -> throw new InvalidValueException("unknown error code");
    };
  }

  private Instant asOf(JsonNode answer, Instant received) {
    Instant sent =
        flaws.optional(
            Source.PRICING,
            "an answer",
            "asOfEpochMs",
            () ->
                Payloads.plausible(
                    Instant.ofEpochMilli(Payloads.integer(answer.path("asOfEpochMs")))));
    return sent == null ? received : sent;
  }

  /** A product at a location, in pricing's words: the GTIN has no leading zeros there. */
  record Key(String item, String loc) {

    private static final String ITEM_ID = "itemId";
    private static final String SKU = "sku";

    static Key of(ProductAtLocation product) {
      return new Key(
          product.id().fold(upc -> ITEM_ID + ":" + itemId(upc), sku -> SKU + ":" + sku.value()),
          loc(product.location()));
    }

    static Key of(JsonNode entry) {
      return new Key(UpstreamJson.either(entry, ITEM_ID, SKU), UpstreamJson.text(entry, "loc"));
    }

    static String itemId(Upc upc) {
      return Long.toString(Long.parseLong(upc.gtin14()));
    }

    static String loc(SellingLocationId location) {
      return Integer.toString(location.value());
    }
  }
}
