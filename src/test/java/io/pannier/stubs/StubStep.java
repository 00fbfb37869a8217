package io.pannier.stubs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pannier.testkit.Reply;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/**
 * A request of a front end, and how its stub is found again.
 *
 * @param uri path and query, of which only {@code upc} is matched
 * @param headers what is sent, and of that what the stub asks for (see {@link #matcher})
 * @param without headers that the stub's request must not have
 * @param upc that the body must name for the stub to answer; null: whatever the body says
 * @param state of WireMock's scenario in which it is answered; null: in any
 * @param next state that the answer leads to; null: none
 */
record StubStep(
    String name,
    HttpMethod method,
    String uri,
    @Nullable String body,
    Map<String, String> headers,
    Set<String> without,
    @Nullable String upc,
    @Nullable String state,
    @Nullable String next) {

  /** The request header by which a front end chooses. */
  static final String CHOICE = "X-Stub-Scenario";

  /** What is answered without that header. */
  static final String EVERYTHING_FINE = "everything-fine";

  private static final int CHOSEN = 1;
  private static final int OTHERWISE = 5;
  private static final JsonMapper JSON = new JsonMapper();

  /** Of the hop from the service to us, and of the moment. */
  private static final Set<String> LEFT_OUT =
      Set.of("connection", "content-length", "date", "keep-alive", "transfer-encoding");

  static StubStep of(String name, HttpMethod method, String uri) {
    return new StubStep(name, method, uri, null, Map.of(), Set.of(), null, null, null);
  }

  StubStep sending(String json) {
    return new StubStep(name, method, uri, json, headers, without, upc, state, next);
  }

  StubStep with(String header, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(header, value);
    return new StubStep(name, method, uri, body, more, without, upc, state, next);
  }

  StubStep without(String... others) {
    return new StubStep(name, method, uri, body, headers, Set.of(others), upc, state, next);
  }

  StubStep about(String product) {
    return new StubStep(name, method, uri, body, headers, without, product, state, next);
  }

  /** Answered in one state only, and leading to another, or staying. */
  StubStep in(String from, @Nullable String to) {
    return new StubStep(name, method, uri, body, headers, without, upc, from, to);
  }

  /** The mapping file that gives this answer. */
  JsonNode mapping(String scenario, List<String> scenarios, Reply reply, StubWords words) {
    ObjectNode mapping = JSON.createObjectNode();
    mapping.put("name", scenario + ": " + name.replace('-', ' '));
    mapping.put("priority", scenario.equals(EVERYTHING_FINE) ? OTHERWISE : CHOSEN);
    if (state != null) {
      mapping.put("scenarioName", scenario);
      mapping.put("requiredScenarioState", state);
      if (next != null) {
        mapping.put("newScenarioState", next);
      }
    }
    mapping.set("request", request(scenario, scenarios, words));
    mapping.set("response", response(reply, words));
    mapping.putObject("metadata").set("example", example(scenario, words));
    return mapping;
  }

  private ObjectNode request(String scenario, List<String> scenarios, StubWords words) {
    ObjectNode request = JSON.createObjectNode();
    String[] parts = words.in(uri).split("\\?", 2);
    request.put("method", method.name());
    request.put("urlPath", parts[0]);
    if (parts.length > 1 && parts[1].startsWith("upc=")) {
      request.putObject("queryParameters").putObject("upc").put("equalTo", parts[1].substring(4));
    }
    Map<String, JsonNode> matchers = new TreeMap<>();
    headers.forEach((header, value) -> matchers.put(header, matcher(header, words.in(value))));
    without.forEach(header -> matchers.put(header, JSON.createObjectNode().put("absent", true)));
    matchers.put(CHOICE, choice(scenario, scenarios));
    request.putObject("headers").setAll(matchers);
    if (upc != null) {
      request
          .putArray("bodyPatterns")
          .addObject()
          .putObject("matchesJsonPath")
          .put("expression", "$.upc")
          .put("equalTo", upc);
    }
    return request;
  }

  /** Access tokens and keys may be any; what the service gave out must come back as it was. */
  private static ObjectNode matcher(String header, String value) {
    return switch (header) {
      case "Authorization" -> JSON.createObjectNode().put("matches", "Bearer .+");
      case "Idempotency-Key" -> JSON.createObjectNode().put("matches", ".+");
      default -> JSON.createObjectNode().put("equalTo", value);
    };
  }

  /** A name that there is not finds nothing: a slip of the pen must not look fine. */
  private static ObjectNode choice(String scenario, List<String> scenarios) {
    ObjectNode choice = JSON.createObjectNode();
    if (!scenario.equals(EVERYTHING_FINE)) {
      return choice.put("equalTo", scenario);
    }
    var either = choice.putArray("or");
    either.addObject().put("absent", true);
    either.addObject().put("matches", String.join("|", scenarios));
    return choice;
  }

  private static ObjectNode response(Reply reply, StubWords words) {
    ObjectNode response = JSON.createObjectNode();
    response.put("status", reply.status());
    Map<String, String> sent = new TreeMap<>();
    reply
        .headers()
        .forEach(
            (header, values) -> {
              if (!LEFT_OUT.contains(header.toLowerCase(Locale.ROOT))) {
                sent.put(header, words.inHeader(header, String.join(", ", values), reply.status()));
              }
            });
    response.set("headers", JSON.valueToTree(sent));
    if (!reply.body().isEmpty()) {
      response.set("jsonBody", words.in(reply.json()));
    }
    return response;
  }

  /** A whole request that gets this answer. */
  private ObjectNode example(String scenario, StubWords words) {
    ObjectNode example = JSON.createObjectNode();
    example.put("method", method.name());
    example.put("url", words.in(uri));
    Map<String, String> sent = new TreeMap<>();
    headers.forEach((header, value) -> sent.put(header, words.in(value)));
    if (!scenario.equals(EVERYTHING_FINE)) {
      sent.put(CHOICE, scenario);
    }
    if (body != null) {
      sent.put("Content-Type", "application/json");
      example.put("body", words.in(body));
    }
    example.set("headers", JSON.valueToTree(sent));
    return example;
  }
}
