package io.pannier.inventory.adapter.out.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.pannier.shared.upstream.Expect;
import java.util.List;

/** The envelope of an answer: its entries are read one by one, so that none spoils another. */
record StockAnswerPayload(List<JsonNode> payload, List<JsonNode> unknownSkus) {

  StockAnswerPayload {
    Expect.present(payload, "payload");
    Expect.present(unknownSkus, "unknownSkus");
  }
}
