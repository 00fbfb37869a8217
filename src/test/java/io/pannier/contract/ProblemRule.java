package io.pannier.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What a problem document has to agree with, which no schema can say. */
final class ProblemRule {

  private ProblemRule() {}

  static List<String> faults(HttpExchange exchange, JsonNode body) {
    List<String> faults = new ArrayList<>();
    if (!body.has("traceId")) {
      return faults;
    }
    if (!body.path("type").asText().equals("/problems/" + body.path("code").asText())) {
      faults.add("body type is not that of its code " + body.path("code"));
    }
    if (body.path("status").asInt() != exchange.status()) {
      faults.add("body status is not that of the response");
    }
    String traceId = exchange.responseHeaders().getFirst("X-Trace-Id");
    if (!Objects.equals(body.path("traceId").asText(), traceId)) {
      faults.add("body traceId is not that of the header X-Trace-Id");
    }
    return faults;
  }
}
