package io.pannier.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/** Holds an answer to what a contract says of it. */
final class ResponseRule {

  private final ApiContract contract;
  private final JsonNode response;

  ResponseRule(ApiContract contract, JsonNode response) {
    this.contract = contract;
    this.response = response;
  }

  List<String> faults(HttpExchange exchange) {
    List<String> faults = new ArrayList<>();
    JsonNode body = bodyOf(exchange, faults);
    for (var header : response.path("headers").properties()) {
      headerFaults(header.getKey(), contract.resolve(header.getValue()), exchange, body, faults);
    }
    faults.addAll(ProblemRule.faults(exchange, body));
    return faults;
  }

  private JsonNode bodyOf(HttpExchange exchange, List<String> faults) {
    JsonNode content = response.path("content");
    JsonNode[] read = {MissingNode.getInstance()};
    if (exchange.method().equals(HttpMethod.HEAD)) {
      return read[0];
    }
    if (!content.isEmpty()) {
      faults.addAll(
          JsonBody.faults(
              contract,
              content,
              exchange.responseHeaders(),
              exchange.responseBody(),
              value -> read[0] = value));
    } else if (exchange.responseBody().length > 0) {
      faults.add("a body is not documented");
    }
    return read[0];
  }

  private void headerFaults(
      String name, JsonNode header, HttpExchange exchange, JsonNode body, List<String> faults) {
    HttpHeaders headers = exchange.responseHeaders();
    List<String> values = headers.getOrEmpty(name);
    if (values.isEmpty()) {
      if (header.path("required").asBoolean() || isDueWith(header, body)) {
        faults.add("header " + name + " is missing");
      }
      return;
    }
    // Several lines of a header mean the same as one with commas (RFC 9110, section 5.2).
    JsonNode value = TextValue.of(contract, header.path("schema"), String.join(", ", values));
    contract
        .faults(header.path("schema"), value)
        .forEach(fault -> faults.add("header " + name + " " + fault));
  }

  /** {@code x-required-with} lists the codes with which a header that is else optional is due. */
  private static boolean isDueWith(JsonNode header, JsonNode body) {
    String code = body.path("code").asText(body.at("/error/code").asText());
    for (JsonNode due : header.path("x-required-with")) {
      if (due.asText().equals(code)) {
        return true;
      }
    }
    return false;
  }
}
