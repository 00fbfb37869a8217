package io.pannier.catalog.adapter.out.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.pannier.shared.upstream.Expect;
import java.util.List;

/** The envelope of an answer: its entries are read one by one, so that none spoils another. */
record CatalogAnswerPayload(List<JsonNode> items, List<JsonNode> notFound) {

  CatalogAnswerPayload {
    Expect.present(items, "items");
    Expect.present(notFound, "notFound");
  }
}
