package com.example.pricelist;

import com.fasterxml.jackson.databind.JsonNode;
import io.pannier.pricing.domain.model.Price;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Money;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.ProductId.Upc;
import io.pannier.shared.model.Provenance;
import io.pannier.shared.model.Provenance.Source;
import io.pannier.shared.model.SellingLocationId;
import io.pannier.shared.upstream.Payloads;
import io.pannier.shared.upstream.UpstreamJson;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;

/**
 * What the file says, read without trust: an entry that is wrong spoils the answer about its own
 * product, and no other.
 *
 * @param asOf when the file was written
 * @param readable false if some entry does not say which product it is about: then a
 *     product that is not found may be the one
 */
record PriceList(Instant asOf, Map<ProductAtLocation, Answer<Price>> prices, boolean readable) {

  /**
   * Reads the file's JSON.
   *
   * @throws io.pannier.shared.upstream.UpstreamException if it is no JSON with a list of prices
   */
  static PriceList of(byte[] json, Instant asOf) {
    Map<ProductAtLocation, Answer<Price>> prices = new HashMap<>();
    boolean readable = true;
    for (JsonNode entry : UpstreamJson.read(json, "prices").path("prices")) {
      try {
        // An entry about the same product again leaves open which of them counts.
        prices.merge(
            product(entry),
            answer(entry, asOf),
            (first, second) -> Answer.unavailable(Reason.INVALID_ANSWER));
      } catch (IllegalArgumentException | ArithmeticException e) {
        readable = false;
      }
    }
    return new PriceList(asOf, prices, readable);
  }

  Answer<Price> about(ProductAtLocation product) {
    Answer<Price> none =
        readable
            ? Answer.notFound(Provenance.fresh(Source.PRICING, asOf))
            : Answer.unavailable(Reason.INVALID_ANSWER);
    return prices.getOrDefault(product, none);
  }

  private static ProductAtLocation product(JsonNode entry) {
    Upc upc = Upc.parse(Payloads.text(entry.path("upc")));
    long location = Payloads.integer(entry.path("location"));
    return new ProductAtLocation(upc, new SellingLocationId(Math.toIntExact(location)));
  }

  private static Answer<Price> answer(JsonNode entry, Instant asOf) {
    try {
      Currency currency = Currency.getInstance(Payloads.text(entry.path("currency")));
      Money price = new Money(new BigDecimal(Payloads.text(entry.path("price"))), currency);
      return Answer.found(
          new Price(price, price, Price.Kind.REGULAR, null),
          Provenance.fresh(Source.PRICING, asOf));
    } catch (IllegalArgumentException | ArithmeticException e) {
      return Answer.unavailable(Reason.INVALID_ANSWER);
    }
  }
}
