package io.pannier.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** One method of one path, as a contract describes it. */
public record Operation(
    ApiContract contract, HttpMethod method, PathPattern path, JsonNode pathItem, JsonNode node) {

  private static final Pattern ODD =
      Pattern.compile("(?i);|//|/\\.{1,2}(?:/|$)|%(?:00|25|2e|2f|3b|5c)");

  static Operation of(
      ApiContract contract, String method, String path, JsonNode pathItem, JsonNode node) {
    return new Operation(
        contract,
        HttpMethod.valueOf(method),
        PathPatternParser.defaultInstance.parse(path),
        pathItem,
        node);
  }

  /** Unique over all contracts, as in {@code cart-v2 addItem}. */
  public String name() {
    return contract.name() + " " + node.path("operationId").asText();
  }

  boolean answers(HttpMethod asked, String rawPath) {
    HttpMethod described = asked.equals(HttpMethod.HEAD) ? HttpMethod.GET : asked;
    return method.equals(described) && isAt(rawPath);
  }

  /** No operation is at a path that is written oddly, though its template would fit. */
  boolean isAt(String rawPath) {
    return !ODD.matcher(rawPath).find() && path.matches(PathContainer.parsePath(rawPath));
  }

  @Override
  public String toString() {
    return name();
  }
}
