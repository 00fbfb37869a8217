package io.pannier.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.local.LocalIssuer;
import io.pannier.testkit.Await;
import io.pannier.testkit.RawConnection;
import io.pannier.testkit.Reply;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.boot.actuate.health.HealthEndpointGroups;

class ManagementTest {

  private static final LocalIssuer ISSUER = LocalIssuer.start(0);

  /** Some of what there is when all is exposed. */
  private static final List<String> GUARDED =
      List.of(
          "/env",
          "/metrics",
          "/metrics/jvm.memory.used",
          "/beans",
          "/heapdump",
          "/threaddump",
          "/loggers",
          "/configprops",
          "/mappings",
          "/conditions",
          "/circuitbreakers",
          "/info");

  @AfterAll
  static void stop() {
    ISSUER.close();
  }

  @ParameterizedTest(name = "{0}{2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /actuator         | /prometheus     |
          /manage           | /health/figures | management.endpoints.web.base-path=/manage management.endpoints.web.path-mapping.prometheus=health/figures
          /shop             | /prometheus     | management.endpoints.web.base-path=/ spring.webflux.base-path=/shop
          /inside/actuator  | /prometheus     | management.server.port=0 management.server.base-path=/inside
          """)
  void only_health_is_open_wherever_management_is(
      String base, String figures, @Nullable String settings) {
    try (EdgeServer server = start(settings)) {
      Management management = new Management(server.managementPort(), base);

      for (String health : List.of("/health", "/health/liveness", "/health/readiness")) {
        Reply shown = management.get(health);
        assertThat(shown.status()).as(health).isEqualTo(200);
        assertThat(shown.json().get("status").asText()).isEqualTo("UP");
        assertThat(shown.body()).doesNotContain("components", "details", "disk");
      }
      for (String inside : List.of("/health/mongo", "/health/diskSpace", "/health/ping")) {
        assertThat(management.get(inside).status()).as(inside).isEqualTo(404);
      }
      assertThat(management.send("POST", "/health").status()).isEqualTo(405);
      for (String guarded : GUARDED) {
        management.assertGuarded(guarded);
      }
      management.assertGuarded(figures);
      assertThat(management.get(figures, "metrics").body()).contains("# TYPE ");
      assertThat(management.get("/env", "metrics").status()).isEqualTo(200);
      assertThat(management.send("POST", "/loggers/root").status()).isEqualTo(401);
      assertThat(management.send("POST", "/shutdown").status()).isEqualTo(401);
      assertThat(management.get("/nothing").status()).isEqualTo(404);
    }
  }

  @Test
  void the_page_of_links_is_guarded_too() {
    try (EdgeServer server =
        start(
            "management.server.port=0 management.endpoints.web.base-path=/"
                + " management.endpoints.web.discovery.enabled=true")) {
      Management management = new Management(server.managementPort(), "");

      management.assertGuarded("/");
      management.assertGuarded("/prometheus");
      assertThat(management.get("/", "metrics").json().has("_links")).isTrue();
      assertThat(management.get("/health").status()).isEqualTo(200);
      for (String elsewhere : List.of("/prometheus", "/health", "/actuator/health")) {
        assertThat(server.get(elsewhere).status()).as(elsewhere).isEqualTo(404);
      }
    }
  }

  @Test
  void what_is_not_exposed_is_not_there() {
    EdgeServer server = EdgeServer.usual();
    assertThat(server.get("/actuator/prometheus").status()).isEqualTo(401);
    for (String path : GUARDED) {
      assertThat(server.get("/actuator" + path).status()).as(path).isEqualTo(404);
    }
  }

  @Test
  void what_stands_behind_the_service_does_not_make_it_unready() {
    EdgeServer server = EdgeServer.usual();
    var readiness = server.bean(HealthEndpointGroups.class).get("readiness");

    assertThat(server.bean(HealthEndpoint.class)).isNotNull();
    assertThat(readiness).isNotNull();
    assertThat(readiness.isMember("readinessState")).isTrue();
    assertThat(readiness.isMember("mongo")).isFalse();
    assertThat(readiness.isMember("circuitBreakers")).isFalse();
  }

  @Test
  void a_request_that_is_being_served_is_finished_before_the_end() throws Exception {
    EdgeServer server = EdgeServer.start();
    try (RawConnection connection = server.connect()) {
      connection.send("GET /v2/held?millis=1500 HTTP/1.1\r\nHost: localhost\r\n\r\n");
      EdgeController controller = server.bean(EdgeController.class);
      Await.until(() -> controller.inFlight.get() == 1);
      CompletableFuture<Void> end = CompletableFuture.runAsync(server::close);

      assertThat(connection.reply().status()).isEqualTo(200);
      end.get(20, TimeUnit.SECONDS);
    }
  }

  /** With all endpoints, and an issuer of access tokens. */
  private static EdgeServer start(@Nullable String settings) {
    Stream<String> more = settings == null ? Stream.empty() : Stream.of(settings.split(" "));
    Stream<String> issuer =
        ISSUER.properties().entrySet().stream()
            .map(property -> property.getKey() + "=" + property.getValue());
    return EdgeServer.start(
        Stream.of(
                Stream.of(
                    "management.endpoints.web.exposure.include=*",
                    "management.endpoint.heapdump.access=unrestricted",
                    "management.endpoint.shutdown.access=unrestricted"),
                issuer,
                more)
            .flatMap(each -> each)
            .toArray(String[]::new));
  }

  private record Management(int port, String base) {

    void assertGuarded(String path) {
      assertThat(send("GET", path).status()).as(path).isEqualTo(401);
      assertThat(send("HEAD", path).status()).as(path).isEqualTo(401);
      assertThat(get(path, "carts").status()).as(path).isEqualTo(403);
    }

    Reply get(String path, String... scopes) {
      return send("GET", path, scopes);
    }

    Reply send(String method, String path, String... scopes) {
      String token =
          scopes.length == 0
              ? ""
              : "Authorization: Bearer " + ISSUER.token("somebody", scopes) + "\r\n";
      try (RawConnection connection = RawConnection.to(port, Duration.ofSeconds(20))) {
        return connection.request(method, base + path, token, "");
      }
    }
  }
}
