package io.pannier.pricing.adapter.out.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.pannier.shared.upstream.Expect;
import java.util.List;

/** The envelope of an answer: its entries are read one by one, so that none spoils another. */
record PricesPayload(Long asOfEpochMs, List<JsonNode> prices, List<JsonNode> errors) {

  PricesPayload {
    Expect.present(asOfEpochMs, "asOfEpochMs");
    Expect.present(prices, "prices");
    Expect.present(errors, "errors");
  }
}
