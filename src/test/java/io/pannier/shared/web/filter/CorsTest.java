package io.pannier.shared.web.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.shared.web.EdgeServer;
import io.pannier.testkit.Reply;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class CorsTest {

  private static final String SHOP = "https://shop.example";
  private static final String PREFLIGHT =
      """
      Origin: %s\r
      Access-Control-Request-Method: %s\r
      Access-Control-Request-Headers: %s\r
      """;
  private static final String ALL_HEADERS =
      "if-match,idempotency-key,x-cart-token,x-request-timeout-ms,x-client-id,authorization,content-type,accept-language,traceparent,tracestate";

  @Test
  void without_origins_nothing_is_said_of_them() {
    EdgeServer server = EdgeServer.usual();
    Reply preflight =
        server.send("OPTIONS", "/v2/things", PREFLIGHT.formatted(SHOP, "POST", "content-type"), "");
    Reply plain = server.get("/v2/things/1", "Origin: " + SHOP);

    assertThat(preflight.headers().keySet()).noneMatch(CorsTest::isCors);
    assertThat(plain.headers().keySet()).noneMatch(CorsTest::isCors);
    assertThat(plain.status()).isEqualTo(200);
    assertThat(preflight.status()).isEqualTo(403);
    assertThat(preflight.code()).isEqualTo("forbidden");
    assertThat(server.send("OPTIONS", "/v2/things", "Origin: " + SHOP + "\r\n", "").status())
        .isEqualTo(200);
  }

  /** As a YAML list and as one line. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "pannier.cors.allowed-origins[0]=" + SHOP + " pannier.cors.allowed-origins[1]=null",
        "pannier.cors.allowed-origins=https://other.example," + SHOP,
      })
  void an_origin_is_let_in_however_it_is_configured(String properties) {
    try (EdgeServer server = EdgeServer.start(properties.split(" "))) {
      Reply reply = server.get("/v2/things/1", "Origin: " + SHOP);

      assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo(SHOP);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PANNIER_CORS_ALLOWEDORIGINS", "PANNIER_CORS_ALLOWEDORIGINS_0_"})
  void an_origin_can_come_from_the_environment(String variable) {
    var environment =
        new SystemEnvironmentPropertySource(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.of(variable, SHOP));

    OriginFilter.Properties properties =
        new Binder(ConfigurationPropertySource.from(environment))
            .bindOrCreate("pannier.cors", OriginFilter.Properties.class);

    assertThat(properties.allowedOrigins()).containsExactly(SHOP);
  }

  @Test
  void a_page_of_an_allowed_origin_may_send_and_read_what_it_needs() {
    try (EdgeServer server = EdgeServer.start("pannier.cors.allowed-origins[0]=" + SHOP)) {
      for (String method : new String[] {"GET", "POST", "PUT", "DELETE"}) {
        Reply preflight =
            server.send(
                "OPTIONS", "/v2/things/1", PREFLIGHT.formatted(SHOP, method, ALL_HEADERS), "");

        assertThat(preflight.status()).isEqualTo(200);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo(SHOP);
        assertThat(preflight.header("Access-Control-Allow-Methods").split(", *")).contains(method);
        assertThat(
                preflight
                    .header("Access-Control-Allow-Headers")
                    .toLowerCase(Locale.ROOT)
                    .split(", *"))
            .containsExactlyInAnyOrder(ALL_HEADERS.split(","));
        assertThat(preflight.header("Access-Control-Max-Age")).isEqualTo("7200");
        assertThat(preflight.header("X-Trace-Id")).hasSize(32);
      }
      for (String path : new String[] {"/v2/things/1", "/v2/nothing", "/v2/broken"}) {
        Reply reply = server.get(path, "Origin: " + SHOP);

        assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo(SHOP);
        assertThat(reply.header("Access-Control-Expose-Headers").split(", *"))
            .containsExactlyInAnyOrder(
                "ETag",
                "Location",
                "Retry-After",
                "Deprecation",
                "Sunset",
                "Link",
                "Idempotent-Replayed",
                "X-Trace-Id");
      }
      assertThat(server.post("/v2/things", "{").header("Vary")).contains("Origin");
    }
  }

  @Test
  void what_is_not_allowed_is_refused_in_our_form() {
    try (EdgeServer server = EdgeServer.start("pannier.cors.allowed-origins[0]=" + SHOP)) {
      for (String origin :
          new String[] {"https://evil.example", "null", "https://[", "%%%", "http://a:b"}) {
        Reply reply = server.get("/v2/things/1", "Origin: " + origin);

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.code()).isEqualTo("forbidden");
        assertThat(reply.header("X-Trace-Id")).hasSize(32);
        assertThat(reply.headers().keySet()).noneMatch(CorsTest::isCors);
      }
      Reply method =
          server.send("OPTIONS", "/v2/things/1", PREFLIGHT.formatted(SHOP, "PATCH", "x"), "");
      Reply header =
          server.send("OPTIONS", "/v2/things/1", PREFLIGHT.formatted(SHOP, "GET", "x-evil"), "");
      Reply foreign =
          server.send(
              "OPTIONS",
              "/v2/things/1",
              PREFLIGHT.formatted("https://evil.example", "GET", "content-type"),
              "");
      for (Reply refused : List.of(method, header, foreign)) {
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("forbidden");
        assertThat(refused.json().get("detail").asText()).isNotBlank();
        assertThat(refused.headers().keySet()).noneMatch(CorsTest::isCors);
      }
    }
  }

  private static boolean isCors(String header) {
    return header.startsWith("Access-Control-");
  }
}
