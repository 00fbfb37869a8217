package io.pannier.pricing.adapter.out.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.pannier.pricing.domain.model.Price;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.InvalidValueException;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.Provenance;
import io.pannier.shared.model.Reason;
import io.pannier.shared.model.Source;
import io.pannier.shared.upstream.AnswerSheet;
import io.pannier.shared.upstream.Expect;
import io.pannier.shared.upstream.UpstreamException;
import io.pannier.shared.upstream.UpstreamJson;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Pricing's answers in our words. One broken tier spoils the price that it belongs to. */
record PricingTranslator(Clock clock) {

  Answers<ProductAtLocation, Price> answers(Set<ProductAtLocation> asked, byte[] body) {
    PricesPayload payload = UpstreamJson.readEnvelope(body, PricesPayload.class);
    Provenance asOf = Provenance.fresh(Source.PRICING, asOf(payload));
    Map<PriceKey, ProductAtLocation> byKey = new LinkedHashMap<>();
    asked.forEach(product -> byKey.put(PriceKey.of(product), product));

    AnswerSheet<ProductAtLocation, Price> sheet = new AnswerSheet<>();
    for (JsonNode entry : payload.prices()) {
      ProductAtLocation product = byKey.get(PriceKey.of(entry));
      if (product != null) {
        sheet.enter(product, () -> price(entry, asOf));
      }
    }
    for (JsonNode entry : payload.errors()) {
      ProductAtLocation product = byKey.get(PriceKey.of(entry));
      if (product != null) {
        sheet.enter(product, () -> noPrice(entry, asOf));
      }
    }
    return sheet.answersTo(asked);
  }

  private Answer<Price> price(JsonNode entry, Provenance asOf) {
    PricePayload payload = UpstreamJson.readEntry(entry, PricePayload.class);
    Tiers tiers = new Tiers(payload.tiers().stream().map(Tier::of).toList());
    return tiers
        .priceAt(clock.instant())
        .map(price -> Answer.found(price, asOf))
        .orElseGet(() -> Answer.notFound(asOf));
  }

  /** "Has none" and "cannot tell" are told apart, always. */
  private static Answer<Price> noPrice(JsonNode entry, Provenance asOf) {
    String code = UpstreamJson.readEntry(entry, PriceErrorPayload.class).code();
    return switch (code) {
      case "P404" -> Answer.notFound(asOf);
      case "P500" -> Answer.unavailable(Reason.UPSTREAM_ERROR);
      default -> throw new InvalidValueException("unknown error code");
    };
  }

  private static Instant asOf(PricesPayload payload) {
    try {
      return Expect.plausible(Instant.ofEpochMilli(payload.asOfEpochMs()));
    } catch (InvalidValueException e) {
      throw UpstreamException.invalid("asOfEpochMs is no time");
    }
  }
}
