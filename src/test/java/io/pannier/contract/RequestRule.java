package io.pannier.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.http.server.PathContainer;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

/** What the service accepted must be what the contract allows, or the contract is too narrow. */
final class RequestRule {

  private final Operation operation;
  private final ApiContract contract;

  RequestRule(Operation operation) {
    this.operation = operation;
    this.contract = operation.contract();
  }

  List<String> faults(HttpExchange exchange) {
    List<String> faults = new ArrayList<>();
    Map<String, String> path = pathVariables(exchange);
    MultiValueMap<String, String> query =
        UriComponentsBuilder.fromUri(exchange.uri()).build().getQueryParams();
    Set<String> unknown = new TreeSet<>(query.keySet());
    for (JsonNode parameter : parameters()) {
      String name = parameter.path("name").asText();
      List<String> values =
          switch (parameter.path("in").asText()) {
            case "path" -> List.of(path.getOrDefault(name, ""));
            case "query" -> query.getOrDefault(name, List.of()).stream().map(this::decode).toList();
            case "header" -> exchange.requestHeaders().getOrEmpty(name);
            default -> throw new IllegalStateException("no such place: " + parameter);
          };
      unknown.remove(name);
      parameterFaults(name, parameter, values, faults);
    }
    unknown.forEach(name -> faults.add("query parameter " + name + " is not documented"));
    faults.addAll(bodyFaults(exchange));
    return faults.stream().map(fault -> "accepted, though request " + fault).toList();
  }

  private List<JsonNode> parameters() {
    List<JsonNode> parameters = new ArrayList<>();
    operation.pathItem().path("parameters").forEach(p -> parameters.add(contract.resolve(p)));
    operation.node().path("parameters").forEach(p -> parameters.add(contract.resolve(p)));
    return parameters;
  }

  private void parameterFaults(
      String name, JsonNode parameter, List<String> values, List<String> faults) {
    if (values.isEmpty() && parameter.path("required").asBoolean()) {
      faults.add("parameter " + name + " is missing");
    }
    for (String value : values) {
      JsonNode schema = parameter.path("schema");
      contract
          .faults(schema, TextValue.of(contract, schema, value))
          .forEach(fault -> faults.add("parameter " + name + " " + fault));
    }
  }

  private List<String> bodyFaults(HttpExchange exchange) {
    JsonNode described = contract.resolve(operation.node().path("requestBody"));
    boolean sent = exchange.requestBody().length > 0;
    if (described.isMissingNode()) {
      return sent ? List.of("body is not documented") : List.of();
    }
    if (!sent) {
      return described.path("required").asBoolean() ? List.of("body is missing") : List.of();
    }
    return JsonBody.faults(
        contract,
        described.path("content"),
        exchange.requestHeaders(),
        exchange.requestBody(),
        value -> {});
  }

  private Map<String, String> pathVariables(HttpExchange exchange) {
    var match =
        operation.path().matchAndExtract(PathContainer.parsePath(exchange.uri().getRawPath()));
    return match == null ? Map.of() : match.getUriVariables();
  }

  private String decode(String raw) {
    return URLDecoder.decode(raw, StandardCharsets.UTF_8);
  }
}
