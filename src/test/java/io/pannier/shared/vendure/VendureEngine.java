package io.pannier.shared.vendure;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.requestMatching;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.matching.MatchResult;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.jayway.jsonpath.JsonPath;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The stub of an engine, which refuses whatever the engine would refuse, or would answer in a way
 * that an adapter must not ask for.
 */
public final class VendureEngine {

  public static final String PATH = "/admin-api";
  public static final String CHANNEL = "channel-of-the-city";
  public static final String OTHER_CHANNEL = "channel-of-the-country";

  private static final String PASSWORD = "the engine's password";
  private static final Set<String> CHANNELS = Set.of(CHANNEL, OTHER_CHANNEL);
  private static final String LOGIN = "login(username: $username, password: $password)";

  /** One without a price would make the whole answer null. */
  private static final Pattern TRAPS =
      Pattern.compile("\\b(price|priceWithTax|currencyCode|taxRateApplied)\\b");

  private static final Pattern LANGUAGE = Pattern.compile("languageCode=[a-z]{2}(_[A-Z]{2})?");

  /** Twice as much got status 500. */
  private static final int LARGEST_QUESTION = 75_000;

  private final WireMockExtension server;
  private String session = "";

  public VendureEngine(WireMockExtension server) {
    this.server = server;
  }

  /** From now on it lets us in, and knows the session that it gives us then and no other. */
  public void letsUsIn() {
    letsUsIn(0);
  }

  /** The same, but a login takes so long. */
  public void letsUsIn(int millis) {
    session = "session-" + Math.abs(System.nanoTime());
    answersLoginsBy(
        okJson("{\"data\": {\"login\": {\"__typename\": \"CurrentUser\"}}}")
            .withHeader("vendure-auth-token", session)
            .withFixedDelay(millis));
    server.stubFor(
        requestMatching(request -> MatchResult.of(!isAllowed(request)))
            .atPriority(1)
            .willReturn(aResponse().withStatus(400)));
    server.stubFor(
        requestMatching(request -> MatchResult.of(isAllowed(request) && !isKnown(request)))
            .atPriority(1)
            .willReturn(okJson(error("FORBIDDEN"))));
  }

  public void answersLoginsBy(ResponseDefinitionBuilder answer) {
    server.stubFor(
        post(urlPathEqualTo(PATH))
            .withRequestBody(WireMock.containing(LOGIN))
            .atPriority(2)
            .willReturn(answer));
  }

  /** As after a restart without its data: it does not know the session any more. */
  public void forgetsTheSession() {
    letsUsIn();
  }

  /** Whatever session it is asked by. */
  public void mayNotBeRead() {
    answers(okJson(error("FORBIDDEN")));
  }

  public void answers(ResponseDefinitionBuilder answer) {
    server.stubFor(post(urlPathEqualTo(PATH)).willReturn(answer));
  }

  /** In one channel alone. */
  public void answersIn(String channel, ResponseDefinitionBuilder answer) {
    server.stubFor(
        post(urlPathEqualTo(PATH))
            .withHeader("vendure-token", equalTo(channel))
            .willReturn(answer));
  }

  /** A list that holds all there are: one after the other, with commas between. */
  public static String list(String variants) {
    return "{\"totalItems\": %d, \"items\": [%s]}"
        .formatted(variants.split("\"sku\":", -1).length - 1, variants);
  }

  /** A template: one variant for each number of 14 digits that is asked for. */
  public static String forEachSku(String variant) {
    return """
        {{#each (jsonPath request.body '$.variables.skus[?(@ =~ /[0-9]{14}/)]') as |sku|}}\
        {{#unless @first}},{{/unless}}%s{{/each}}"""
        .formatted(variant);
  }

  public List<LoggedRequest> logins() {
    return requests().stream().filter(one -> isLogin(one.getBodyAsString())).toList();
  }

  public List<LoggedRequest> questions() {
    return requests().stream().filter(one -> !isLogin(one.getBodyAsString())).toList();
  }

  public static List<String> skus(LoggedRequest question) {
    return JsonPath.read(question.getBodyAsString(), "$.variables.skus");
  }

  /** With status 200. */
  public static String error(String code) {
    return "{\"errors\": [{\"message\": \"no\", \"extensions\": {\"code\": \"%s\"}}], \"data\": null}"
        .formatted(code);
  }

  private List<LoggedRequest> requests() {
    return server.findAll(postRequestedFor(urlPathEqualTo(PATH)));
  }

  private static boolean isLogin(String body) {
    return body.contains(LOGIN);
  }

  private boolean isKnown(Request request) {
    return isLogin(request.getBodyAsString())
        || ("Bearer " + session).equals(request.getHeader("Authorization"));
  }

  private static boolean isAllowed(Request request) {
    try {
      JsonNode body = new ObjectMapper().readTree(request.getBody());
      String[] target = request.getUrl().split("\\?", 2);
      return request.getMethod().value().equals("POST")
          && target[0].equals(PATH)
          && (target.length == 1 || LANGUAGE.matcher(target[1]).matches())
          && "application/json".equals(request.getHeader("Content-Type"))
          && request.getBody().length <= LARGEST_QUESTION
          && body.size() == 2
          && (isLogin(body.path("query").asText())
              ? isAllowedLogin(request, body.path("variables"))
              : isAllowedQuestion(request, body));
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isAllowedLogin(Request request, JsonNode variables) {
    return request.getHeader("Authorization") == null
        && variables.size() == 2
        && variables.path("username").asText().equals("pannier")
        && variables.path("password").asText().equals(PASSWORD);
  }

  private static boolean isAllowedQuestion(Request request, JsonNode body) {
    String query = body.path("query").asText();
    JsonNode skus = body.path("variables").path("skus");
    Set<String> different = new HashSet<>();
    skus.forEach(sku -> different.add(sku.textValue()));
    String channel = request.getHeader("vendure-token");
    return query.contains("filter: {sku: {in: $skus}}, take: 1000")
        && !TRAPS.matcher(query.replaceAll("prices \\{[^}]*}", "")).find()
        && body.path("variables").size() == 1
        && !skus.isEmpty()
        && different.size() == skus.size()
        && skus.size() <= 1_000
        && (channel == null || CHANNELS.contains(channel));
  }
}
