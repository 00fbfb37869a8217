package io.pannier.shared.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.pannier.testkit.Reply;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Header fields as anybody may write them, with and without a proxy that is believed. */
class OddHeadersTest {

  private static final String SHOP = "https://shop.example";
  private static final Map<String, EdgeServer> SERVERS = new LinkedHashMap<>();

  @BeforeAll
  static void start() {
    for (String strategy : new String[] {"none", "framework", "native"}) {
      SERVERS.put(
          strategy,
          EdgeServer.start(
              "server.forward-headers-strategy=" + strategy,
              "spring.profiles.include=edge-v1",
              "pannier.cors.allowed-origins[0]=" + SHOP));
    }
  }

  @AfterAll
  static void stop() {
    SERVERS.values().forEach(EdgeServer::close);
  }

  /** With what a thing is answered, whatever proxies are believed. */
  static Stream<Arguments> fields() {
    String media = String.join(",", Collections.nCopies(51, "application/json"));
    return Stream.of(
        arguments("Accept: application/json;charset=utf-16", 406),
        arguments("Accept: application/json;charset=utf-16be", 406),
        arguments("Accept: application/json;charset=iso-8859-1", 406),
        arguments("Accept: application/json;charset=none-such", 406),
        arguments("Accept: application/json;charset=utf-16, application/json", 200),
        arguments("Accept: application/json;charset=utf-8", 200),
        arguments("Accept: application/json;charset=\"UTF-8\"", 200),
        arguments("Accept: " + media, 406),
        arguments("Accept: */*" + ",".repeat(60), 200),
        arguments("Accept: */*,", 200),
        arguments("Accept: ,,, application/json ,", 200),
        arguments("Accept: ,", 200),
        arguments("Accept:", 200),
        arguments("Accept:\r\nAccept: text/html", 406),
        arguments("Accept: text/html\r\nAccept: */*", 200),
        arguments("Accept: what?", 406),
        arguments("Accept: what?, */*", 200),
        arguments("Accept: */json", 406),
        arguments("Accept: *", 200),
        arguments("Accept: */*;q=0", 406),
        arguments("Accept: application/json;q=0.000", 406),
        arguments("Accept: application/json;q=high", 406),
        arguments("Accept: application/json;q=1.5", 406),
        arguments("Accept: \"", 406),
        arguments("Accept: application/json;a=\"", 406),
        arguments("Accept: \u00E4/\u00F6", 406),
        arguments("Accept-Language: ,;q=x,\u00E4", 200),
        arguments("Accept-Language: " + "a-".repeat(200), 200),
        arguments("Accept-Language: *;q=2", 200),
        arguments("Accept-Charset: none-such", 200),
        arguments("Accept-Encoding: ;;q=x, gzip;q=-1", 200),
        arguments("Content-Type: ", 200),
        arguments("Content-Type: json", 200),
        arguments("Content-Type: application/json;charset=none-such", 200),
        arguments("Content-Type: application/json;charset=\u00E4", 200),
        arguments("Content-Type: a/b\r\nContent-Type: c/d", 200),
        arguments("Content-Type: multipart/form-data", 200),
        arguments("Content-Type: application/x-www-form-urlencoded", 200),
        arguments("Content-Encoding: \u00E4", 200),
        arguments("If-None-Match: \"", 200),
        arguments("If-None-Match: *", 200),
        arguments("If-None-Match: W/\"a\", b", 200),
        arguments("If-Match: \u00E4", 200),
        arguments("If-Modified-Since: tomorrow", 200),
        arguments("If-Modified-Since: -1", 200),
        arguments("If-Modified-Since: Wed, 99 Foo 2026 99:99:99 GMT", 200),
        arguments("If-Unmodified-Since: 0", 200),
        arguments("If-Range: \"", 200),
        arguments("Range: bytes=9-1", 200),
        arguments("Range: lines=x", 200),
        arguments("Range: bytes=" + "0-1,".repeat(200), 200),
        arguments("Cookie: ;=;\u00E4=\"", 200),
        arguments("Cookie: SESSION=x; SESSION=y", 200),
        arguments("Authorization: ", 200),
        arguments("Authorization: Bearer \u00E4", 200),
        arguments("Authorization: Basic %%%\r\nAuthorization: Bearer", 200),
        arguments("Origin: null", 403),
        arguments("Origin: %%%", 403),
        arguments("Origin: \u00E4", 403),
        arguments("Origin: https://[", 403),
        arguments("Origin: " + SHOP + "\r\nOrigin: https://evil.example", 403),
        arguments("Origin: https://evil.example\r\nOrigin: " + SHOP, 403),
        arguments("Origin: " + SHOP, 200),
        arguments("Access-Control-Request-Method: \u00E4", 200),
        arguments("X-Request-Timeout-Ms: \u00E4", 200),
        arguments("traceparent: 00-0-0-0", 200),
        arguments("traceparent: \u00E4\r\ntraceparent: ff", 200),
        arguments("traceparent: 00-" + "0".repeat(32) + "-" + "0".repeat(16) + "-01", 200),
        arguments("tracestate: =,=\u00E4", 200),
        arguments("baggage: =;\u00E4", 200),
        arguments("b3: \u00E4", 200),
        arguments("X-B3-TraceId: x", 200),
        arguments("Upgrade: websocket\r\nConnection: Upgrade", 200),
        arguments("Upgrade: \u00E4\r\nConnection: Upgrade", 200),
        arguments("Connection: \u00E4,,close", 200),
        arguments("Expect: 200-maybe", 200),
        arguments("TE: \u00E4", 200),
        arguments("Via: \u00E4", 200),
        arguments("Max-Forwards: x", 200),
        arguments("X-HTTP-Method-Override: BREW", 200),
        arguments("X-Forwarded-For: ", 200),
        arguments("X-Forwarded-Ssl: maybe", 200),
        arguments("X-Forwarded-Prefix: /", 200),
        arguments("X-Forwarded-Prefix: ", 200),
        arguments("X-Forwarded-Prefix: /shop/", 200),
        arguments("X-Forwarded-Prefix: /shop, /eu", 200),
        arguments("X-Forwarded-Proto: https", 200),
        arguments("X-Forwarded-Host: shop.example:8443", 200),
        arguments("X-Forwarded-Host: shop.example, inner.example", 200),
        arguments("X-Forwarded-Host: [2001:db8::1]:8443", 200),
        arguments("X-Forwarded-Port: 8443", 200),
        arguments("X-Forwarded-Port: ", 200),
        arguments("Forwarded: for=192.0.2.1;proto=https;host=\"shop.example:8443\"", 200),
        arguments("Forwarded: for=_hidden, for=unknown", 200),
        arguments("Forwarded: \u00E4;;=,", 200));
  }

  /** What becomes part of URIs is refused, but only where it would. */
  static Stream<String> forwarded() {
    return Stream.of(
        "X-Forwarded-Prefix: /a?b",
        "X-Forwarded-Prefix: /a#b",
        "X-Forwarded-Prefix: shop",
        "X-Forwarded-Prefix: //evil.example",
        "X-Forwarded-Prefix: /a//b",
        "X-Forwarded-Prefix: /../b",
        "X-Forwarded-Prefix: /a/%2e%2e",
        "X-Forwarded-Prefix: /a%2fb",
        "X-Forwarded-Prefix: /a;b",
        "X-Forwarded-Prefix: /a b",
        "X-Forwarded-Prefix: /%",
        "X-Forwarded-Prefix: /\\evil.example",
        "X-Forwarded-Prefix: /\u00E4",
        "X-Forwarded-Prefix: /a, b",
        "X-Forwarded-Prefix: https://evil.example",
        "X-Forwarded-Prefix: /a\r\nX-Forwarded-Prefix: ?b",
        "X-Forwarded-Host: a b",
        "X-Forwarded-Host: a/b",
        "X-Forwarded-Host: a:b",
        "X-Forwarded-Host: a:70000",
        "X-Forwarded-Host: [::",
        "X-Forwarded-Host: [::1%<a>]",
        "X-Forwarded-Host: <script>",
        "X-Forwarded-Host: \u00E4",
        "X-Forwarded-Port: x",
        "X-Forwarded-Port: -1",
        "X-Forwarded-Port: 99999",
        "X-Forwarded-Port: 99999999999",
        "X-Forwarded-Port: \u0663",
        "X-Forwarded-Proto: ht tp",
        "X-Forwarded-Proto: 7",
        "X-Forwarded-Proto: https://",
        "Forwarded: host=a/b",
        "Forwarded: host=\"a b\"",
        "Forwarded: host=\"[::\"",
        "Forwarded: host=a:99999",
        "Forwarded: proto=7",
        "Forwarded: HOST=<a>");
  }

  @ParameterizedTest
  @MethodSource("fields")
  void a_field_of_any_form_is_no_defect(String field, int status) {
    SERVERS.forEach(
        (strategy, server) -> {
          assertThat(server.get("/v2/things/1", field).status()).as(strategy).isEqualTo(status);
          expectNoDefect(server, field);
        });
  }

  @ParameterizedTest
  @MethodSource("forwarded")
  void what_a_proxy_says_must_fit_into_a_uri_where_it_is_believed(String field) {
    SERVERS.forEach(
        (strategy, server) -> {
          assertThat(server.get("/v2/things/1", field).status())
              .as(strategy)
              .isEqualTo(strategy.equals("none") ? 200 : 400);
          expectNoDefect(server, field);
        });
  }

  /** The address of a client is read by whoever counts it, and need not fit into anything. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Forwarded-For: \u00E4",
        "X-Forwarded-For: ,,",
        "X-Forwarded-For: [::",
        "X-Forwarded-For: 1.2.3.4:x",
        "X-Forwarded-For: 999.1.1.1:99999",
        "Forwarded: for=\"[::\"",
        "Forwarded: for=a:x",
        "Forwarded: for="
      })
  void an_address_of_any_form_is_no_defect(String field) {
    SERVERS.values().forEach(server -> expectNoDefect(server, field));
  }

  private static EdgeServer server(String strategy) {
    return Objects.requireNonNull(SERVERS.get(strategy));
  }

  private static void expectNoDefect(EdgeServer server, String field) {
    String json = field.startsWith("Content-Type") ? "" : "Content-Type: application/json\r\n";
    Stream.of(
            server.send("POST", "/v2/things", json + field + "\r\n", "{\"name\": \"n\"}"),
            server.send("OPTIONS", "/v2/things/1", field + "\r\n", ""),
            server.get("/v2/nothing", field),
            server.get("/v1/things/1", field),
            server.get("/actuator/health", field),
            server.get("/actuator/prometheus", field),
            server.get("/openapi", field),
            server.get("/openapi/product-v2.yaml", field),
            server.get("/swagger-ui", field),
            server.get("/problems/not-found", field))
        .forEach(reply -> assertThat(reply.status()).isBetween(200, 499));
  }

  @ParameterizedTest
  @ValueSource(strings = {"framework", "native"})
  void a_prefix_that_a_proxy_took_away_is_in_every_path_that_is_sent_back(String strategy) {
    EdgeServer server = server(strategy);
    Reply problem = server.get("/v2/nothing", "X-Forwarded-Prefix: /eu/, /shop");
    Reply old = server.get("/v1/things/1", "X-Forwarded-Prefix: /shop/");

    assertThat(problem.json().get("type").asText()).isEqualTo("/eu/shop/problems/not-found");
    assertThat(problem.json().get("instance").asText()).isEqualTo("/eu/shop/v2/nothing");
    assertThat(old.headers().get("Link"))
        .isEqualTo(
            List.of(
                "</shop/v2/things>; rel=\"successor-version\"",
                "</shop/docs/migrating-to-v2>; rel=\"deprecation\"; type=\"text/markdown\""));
  }

  @Test
  void a_prefix_that_nobody_vouches_for_is_in_none() {
    Reply problem = server("none").get("/v2/nothing", "X-Forwarded-Prefix: /shop");

    assertThat(problem.json().get("type").asText()).isEqualTo("/problems/not-found");
    assertThat(problem.json().get("instance").asText()).isEqualTo("/v2/nothing");
  }

  /** The prefix says nothing of what is behind it. */
  @ParameterizedTest
  @ValueSource(strings = {"framework", "native"})
  void an_odd_path_behind_a_prefix_is_odd(String strategy) {
    Reply reply = server(strategy).get("//v2/things/1", "X-Forwarded-Prefix: /shop");

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.code()).isEqualTo("not-found");
  }
}
