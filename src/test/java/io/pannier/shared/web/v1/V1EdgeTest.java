package io.pannier.shared.web.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.pannier.shared.web.EdgeServer;
import io.pannier.testkit.Await;
import io.pannier.testkit.RawConnection;
import io.pannier.testkit.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

class V1EdgeTest {

  static final String PROFILE = "edge-v1";

  private static final String SHOP = "https://shop.example";
  private static final String[] PROPERTIES = {
    "spring.profiles.include=" + PROFILE,
    "pannier.cors.allowed-origins[0]=" + SHOP,
    "pannier.admission.max-in-flight=5",
    "pannier.request.idle-timeout=700ms",
    "pannier.api.v1.deprecated-at=2026-11-01T00:00:00Z",
    "pannier.api.v1.sunset-at=2027-11-01T06:07:08Z",
    "pannier.api.v1.clients=ios,android"
  };

  private static EdgeServer server;

  @BeforeAll
  static void start() {
    server = EdgeServer.start(PROPERTIES);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/things/1, '', 200",
    "HEAD, /v1/things/1, '', 200",
    "OPTIONS, /v1/things, '', 200",
    "GET, /v1/nothing, '', 404",
    "GET, /v1/, '', 404",
    "GET, /%761/things/1, '', 200",
    "GET, /v1;x=y/things/1, '', 404",
    "GET, /v1//things/1, '', 404",
    "PUT, /v1/things, '', 405",
    "POST, /v1/things, {}, 415",
    "GET, /v1/broken, '', 500",
  })
  void every_answer_says_that_the_version_ends(
      String method, String path, String body, int status) {
    Reply reply = server.send(method, path, "", body);

    assertThat(reply.status()).isEqualTo(status);
    expectTheEndToBeAnnounced(reply);
  }

  @Test
  void the_other_version_does_not_end() {
    for (String path : new String[] {"/v2/things/1", "/v2/nothing", "/v11/x", "/", "/V1/x"}) {
      assertThat(server.get(path).headers().keySet())
          .doesNotContain("Deprecation", "Sunset", "Link");
    }
  }

  @Test
  void who_still_calls_is_counted() {
    double others = calls("readThing", "other");
    server.get("/v1/things/1", "X-Client-Id: ios");
    server.get("/%761/things/2", "X-Client-Id: ios");
    server.get("/v1/nothing", "X-Client-Id: ios");
    server.get("/v1/things/1", "X-Client-Id: " + "x".repeat(50));
    server.get("/v1/things/1", "X-Client-Id: IOS");
    server.get("/v1/things/1");
    server.get("/v2/things/1", "X-Client-Id: ios");

    assertThat(calls("readThing", "ios")).isEqualTo(2);
    assertThat(calls("unknown", "ios")).isEqualTo(1);
    assertThat(calls("readThing", "other") - others).isEqualTo(3);
    assertThat(server.bean(MeterRegistry.class).find("pannier.api.v1.calls").counters())
        .extracting(counter -> counter.getId().getTag("client"))
        .containsOnly("ios", "other");
  }

  /** RFC 9110, 9.3.2: HEAD is GET without its content. */
  @Test
  void a_head_counts_as_the_get_that_it_asks_about() {
    double before = calls("readThing", "other");
    Reply head = server.send("HEAD", "/v1/things/1", "", "");

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.headers().get("Link")).contains("</v2/things>; rel=\"successor-version\"");
    assertThat(calls("readThing", "other") - before).isEqualTo(1);
  }

  @Test
  void the_migration_guide_is_served() {
    Reply guide = server.get("/docs/migrating-to-v2");

    assertThat(guide.status()).isEqualTo(200);
    assertThat(guide.contentType()).isEqualTo("text/markdown;charset=UTF-8");
    assertThat(guide.body()).startsWith("# ").contains("\nNone is announced here.\n");
  }

  @Test
  void the_start_page_says_until_when_it_answers() {
    assertThat(server.get("/").body())
        .contains(
            "<dt>v1</dt>",
            "Deprecated since 1 November 2026, answers until 1 November 2027.",
            "href=\"docs/migrating-to-v2\"");
  }

  @Test
  void switched_off_it_is_gone_and_says_where_to_go() {
    String[] properties = Arrays.copyOf(PROPERTIES, PROPERTIES.length + 1);
    properties[PROPERTIES.length] = "pannier.api.v1.enabled=off";
    try (EdgeServer retired = EdgeServer.start(properties)) {
      for (String path : new String[] {"/v1/things/1", "/v1/nothing", "/%761/things/1"}) {
        Reply reply = retired.get(path, "Origin: " + SHOP);

        assertThat(reply.status()).isEqualTo(410);
        assertThat(reply.text("/error/code")).isEqualTo("version-retired");
        assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo(SHOP);
        expectTheEndToBeAnnounced(reply);
      }
      assertThat(retired.post("/v1/things", "{}").status()).isEqualTo(410);
      assertThat(retired.get("/v2/things/1").status()).isEqualTo(200);
      assertThat(retired.get("/").body()).contains("Retired: it was switched off.");
    }
  }

  /** A rehearsal of the end: who did not move yet finds out while there is a way back. */
  @Test
  @ExtendWith(OutputCaptureExtension.class)
  void in_a_blackout_it_is_gone_for_a_while_and_says_for_how_long(CapturedOutput log) {
    Instant end = Instant.now().plus(Duration.ofHours(1));
    String[] properties =
        Stream.concat(
                Arrays.stream(PROPERTIES),
                Stream.of(
                    "pannier.api.v1.blackouts[0].from=2026-11-02T00:00:00Z",
                    "pannier.api.v1.blackouts[0].to=2026-11-02T01:00:00Z",
                    "pannier.api.v1.blackouts[1].from=" + end.minus(Duration.ofHours(2)),
                    "pannier.api.v1.blackouts[1].to=" + end))
            .toArray(String[]::new);
    try (EdgeServer dark = EdgeServer.start(properties)) {
      for (String path : new String[] {"/v1/things/1", "/v1/nothing", "/%761/things/1"}) {
        Reply reply = dark.get(path, "Origin: " + SHOP);

        assertThat(reply.status()).isEqualTo(410);
        assertThat(reply.text("/error/code")).isEqualTo("version-retired");
        assertThat(reply.text("/error/message")).contains(end.toString());
        assertThat(Integer.parseInt(reply.header("Retry-After"))).isBetween(3_000, 3_600);
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo(SHOP);
        expectTheEndToBeAnnounced(reply);
      }
      assertThat(dark.get("/v2/things/1").status()).isEqualTo(200);
      assertThat(dark.get("/docs/migrating-to-v2").body())
          .contains("- from 2026-11-02T00:00:00Z to 2026-11-02T01:00:00Z\n")
          .contains(" to " + end)
          .doesNotContain("None is announced");
      assertThat(dark.get("/docs/migrating-to-v2", "Accept: text/html").body())
          .contains("<li>from 2026-11-02T00:00:00Z to 2026-11-02T01:00:00Z</li>\n")
          .contains(" to " + end + "</li>")
          .doesNotContain("None is announced");
    }
    assertThat(log.getOut())
        .contains("pannier.api.v1.blackouts: version 1 answers 410 from ")
        .doesNotContain("410 from 2026-11-02");
  }

  @Test
  void outside_of_its_blackouts_it_answers() {
    String[] properties =
        Stream.concat(
                Arrays.stream(PROPERTIES),
                Stream.of(
                    "pannier.api.v1.blackouts[0].from=2026-11-02T00:00:00Z",
                    "pannier.api.v1.blackouts[0].to=2026-11-02T01:00:00Z"))
            .toArray(String[]::new);
    try (EdgeServer light = EdgeServer.start(properties)) {
      assertThat(light.get("/v1/things/1").status()).isEqualTo(200);
    }
  }

  @Test
  void an_answer_points_to_what_replaces_its_operation() {
    assertThat(server.get("/v1/things/1").headers().get("Link"))
        .contains("</v2/things>; rel=\"successor-version\"");
    assertThat(server.get("/v1/nothing").headers().get("Link"))
        .contains("</v2/>; rel=\"successor-version\"");
  }

  /** A preflight is a browser's question, not a client's call. */
  @Test
  void a_preflight_is_answered_but_not_counted() {
    double before = calls("unknown", "other");
    Reply preflight =
        server.send(
            "OPTIONS",
            "/v1/things",
            "Origin: " + SHOP + "\r\nAccess-Control-Request-Method: GET\r\n",
            "");

    assertThat(preflight.status()).isEqualTo(200);
    expectTheEndToBeAnnounced(preflight);
    assertThat(calls("unknown", "other")).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET    | /v1/nothing   | ''                              | ''  | 404 | not-found",
        "GET    | /v1/          | ''                              | ''  | 404 | not-found",
        "DELETE | /v1/things/1  | ''                              | ''  | 405 | method-not-allowed",
        "GET    | /v1/things/1  | Accept: text/html               | ''  | 406 | not-acceptable",
        "POST   | /v1/things    | ''                              | {}  | 415 | unsupported-media-type",
        "POST   | /v1/things    | Content-Type: application/json  | {   | 400 | malformed-request",
        "POST   | /v1/things    | Content-Type: application/json  | {}  | 400 | invalid-request",
        "GET    | /v1/broken    | ''                              | ''  | 500 | internal-error",
        "GET    | /%761/broken  | ''                              | ''  | 500 | internal-error",
        "GET    | /v1;a=b/things/1 | ''                           | ''  | 404 | not-found",
        "GET    | /v1//things/1 | ''                              | ''  | 404 | not-found",
        "GET    | /v1/things/%2e%2e | ''                          | ''  | 404 | not-found",
      })
  void errors_keep_the_old_shape(
      String method, String target, String header, String body, int status, String code) {
    Reply reply = server.send(method, target, header.isEmpty() ? "" : header + "\r\n", body);

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.contentType()).isEqualTo("application/json");
    assertThat(reply.json().fieldNames()).toIterable().containsExactly("error");
    assertThat(reply.json().get("error").fieldNames())
        .toIterable()
        .containsExactly("code", "message");
    assertThat(reply.text("/error/code")).isEqualTo(code);
    assertThat(reply.header("X-Trace-Id")).hasSize(32);
  }

  @Test
  void an_error_names_the_offenders_in_its_message() {
    assertThat(
            server
                .post("/v1/things", "{\"quantity\": true, \"price\": 1}")
                .json()
                .at("/error/message")
                .asText())
        .isEqualTo("name is required; quantity must be an integer; price is not known");
  }

  @Test
  void an_error_names_the_first_hundred_offenders_and_how_many_more_there_are() {
    String many =
        IntStream.range(0, 119).mapToObj(i -> "\"x" + i + "\": 1").collect(Collectors.joining(","));
    String message = server.post("/v1/things", "{" + many + "}").text("/error/message");

    assertThat(message).startsWith("name is required; x0 is not known").endsWith("; and 20 more");
    assertThat(message.split("; ")).hasSize(101);
  }

  @Test
  void what_is_too_large_too_slow_or_too_much_is_told_in_the_old_shape()
      throws InterruptedException {
    Reply large = server.post("/v1/things", "x".repeat(20_000));
    assertThat(large.text("/error/code")).isEqualTo("body-too-large");
    expectTheEndToBeAnnounced(large);

    try (RawConnection slow = server.connect()) {
      slow.send("POST /v1/things HTTP/1.1\r\nHost: localhost\r\n");
      slow.send("Content-Type: application/json\r\nContent-Length: 9\r\n\r\n{");
      Reply late = slow.reply();
      assertThat(late.text("/error/code")).isEqualTo("request-timeout");
      expectTheEndToBeAnnounced(late);
    }

    V1EdgeController controller = server.bean(V1EdgeController.class);
    List<RawConnection> guests = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      RawConnection guest = server.connect();
      guest.send("GET /v1/held HTTP/1.1\r\nHost: localhost\r\n\r\n");
      guests.add(guest);
    }
    Await.until(() -> controller.inFlight.get() == 5);
    double counted = calls("readThing", "android");
    Reply refused = server.get("/v1/things/1", "X-Client-Id: android");
    guests.forEach(RawConnection::close);
    Await.until(() -> controller.inFlight.get() == 0);

    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.text("/error/code")).isEqualTo("overloaded");
    assertThat(refused.header("Retry-After")).isEqualTo("1");
    expectTheEndToBeAnnounced(refused);
    assertThat(calls("readThing", "android")).as("it still has to move").isEqualTo(counted + 1);
  }

  @Test
  void its_retirement_is_explained() {
    assertThat(server.get("/problems/version-retired").status()).isEqualTo(200);
  }

  private static void expectTheEndToBeAnnounced(Reply reply) {
    assertThat(reply.header("Deprecation")).isEqualTo("@1793491200");
    assertThat(reply.header("Sunset")).isEqualTo("Mon, 01 Nov 2027 06:07:08 GMT");
    assertThat(reply.headers().get("Link"))
        .hasSize(2)
        .contains("</docs/migrating-to-v2>; rel=\"deprecation\"; type=\"text/markdown\"");
    assertThat(reply.header("X-Trace-Id")).hasSize(32);
  }

  private static double calls(String operation, String client) {
    Counter counter =
        server
            .bean(MeterRegistry.class)
            .find("pannier.api.v1.calls")
            .tags("operation", operation, "client", client)
            .counter();
    return counter == null ? 0 : counter.count();
  }
}
