package io.pannier.shared.web.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.pannier.shared.web.EdgeController;
import io.pannier.shared.web.EdgeServer;
import io.pannier.testkit.Await;
import io.pannier.testkit.RawConnection;
import io.pannier.testkit.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** With places for two, and management where its paths are like any others. */
class AdmissionTest {

  private static final int PLACES = 2;
  private static final String SHOP = "https://shop.example";

  private static EdgeServer server;

  private final List<RawConnection> guests = new ArrayList<>();

  @BeforeAll
  static void start() {
    server =
        EdgeServer.start(
            "pannier.admission.max-in-flight=" + PLACES,
            "pannier.cors.allowed-origins[0]=" + SHOP,
            "management.endpoints.web.base-path=/",
            "management.endpoint.health.probes.add-additional-paths=true");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void one_too_many_is_refused_at_once_and_health_is_not() throws InterruptedException {
    takeAllPlaces();

    Reply refused = server.get("/v2/things/1");
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.code()).isEqualTo("overloaded");
    assertThat(refused.header("Retry-After")).isEqualTo("1");
    assertThat(refused.header("X-Trace-Id"))
        .hasSize(32)
        .isEqualTo(refused.json().get("traceId").asText());
    assertThat(server.get("/healthy").status()).isEqualTo(503);
    assertThat(server.get("/actuator/health").status()).isEqualTo(503);
    assertThat(server.get("/health").status()).isEqualTo(200);
    assertThat(server.get("/health/readiness").status()).isEqualTo(200);
    assertThat(server.get("/readyz").status()).isEqualTo(200);
    assertThat(server.get("/prometheus").status()).isEqualTo(401);

    guests.forEach(RawConnection::close);
    expectAllPlacesFree();
  }

  @Test
  void a_refusal_belongs_to_the_trace_of_its_caller() throws InterruptedException {
    takeAllPlaces();

    Reply refused =
        server.get(
            "/v2/things/1", "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    assertThat(refused.header("X-Trace-Id")).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(refused.json().get("traceId").asText())
        .isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(server.get("/v2/things/1", "traceparent: 00-zz").header("X-Trace-Id")).hasSize(32);

    leave();
  }

  @Test
  void refusals_count_in_the_metric_of_all_requests() throws InterruptedException {
    takeAllPlaces();
    long before = refusalsCounted("GET");
    long beforeOfHead = refusalsCounted("HEAD");

    server.get("/v2/things/1");
    server.get("/v2/nothing");
    server.send("HEAD", "/v2/things/1", "", "");

    Await.until(() -> refusalsCounted("GET") == before + 2);
    Await.until(() -> refusalsCounted("HEAD") == beforeOfHead + 1);
    leave();
  }

  private static long refusalsCounted(String method) {
    return server
        .bean(MeterRegistry.class)
        .find("http.server.requests")
        .tags("status", "503", "method", method, "uri", "UNKNOWN", "outcome", "SERVER_ERROR")
        .tags("error", "ProblemException", "exception", "ProblemException")
        .timers()
        .stream()
        .mapToLong(Timer::count)
        .sum();
  }

  @Test
  void a_page_of_an_allowed_origin_can_read_a_refusal_and_preflights_are_answered()
      throws InterruptedException {
    takeAllPlaces();

    Reply refused = server.get("/v2/things/1", "Origin: " + SHOP);
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.header("Access-Control-Allow-Origin")).isEqualTo(SHOP);
    assertThat(refused.header("Access-Control-Expose-Headers"))
        .contains("Retry-After", "X-Trace-Id");
    assertThat(refused.headers().getVary()).contains("Origin");
    Reply others = server.get("/v2/things/1", "Origin: https://other.example");
    assertThat(others.status()).isEqualTo(503);
    assertThat(others.headers().containsKey("Access-Control-Allow-Origin")).isFalse();
    assertThat(others.headers().getVary()).contains("Origin");
    String preflight = "Origin: " + SHOP + "\r\nAccess-Control-Request-Method: POST\r\n";
    assertThat(server.send("OPTIONS", "/v2/things", preflight, "").status()).isEqualTo(200);

    leave();
  }

  @Test
  void a_refusal_of_head_has_no_body_and_that_of_a_post_does_not_wait_for_it()
      throws InterruptedException {
    takeAllPlaces();

    try (RawConnection kept = server.connect()) {
      Reply head = kept.request("HEAD", "/v2/things/1", "", "");
      assertThat(head.status()).isEqualTo(503);
      assertThat(head.header("Retry-After")).isEqualTo("1");
      kept.send("POST /v2/things HTTP/1.1\r\nHost: localhost\r\n");
      kept.send("Content-Type: application/json\r\nContent-Length: 13\r\n\r\n{\"name\"");
      assertThat(kept.reply().code()).isEqualTo("overloaded");
      leave();
      kept.send(": \"a\"}");
      assertThat(kept.request("GET", "/v2/things/1", "", "").status())
          .as("on the same connection, behind the rest of the body")
          .isEqualTo(200);
    }
  }

  private void leave() throws InterruptedException {
    guests.forEach(RawConnection::close);
    Await.until(() -> inFlight() == 0);
    Await.until(() -> server.get("/v2/things/1").status() == 200);
  }

  @Test
  void a_place_is_free_again_however_its_request_ended() throws InterruptedException {
    for (int i = 0; i < 2 * PLACES; i++) {
      expectAnswered(() -> server.get("/v2/held?millis=1"), 200);
      expectAnswered(() -> server.get("/v2/broken"), 500);
      expectAnswered(() -> server.get("/v2/thrown"), 500);
      expectAnswered(() -> server.get("/v2/nothing"), 404);
      expectAnswered(() -> server.post("/v2/things", "{"), 400);
      expectAnswered(() -> server.post("/v2/things", "x".repeat(20_000)), 413);
    }
    expectAllPlacesFree();
  }

  /**
   * A place is given back when the answer is out, which its client may see a moment earlier: then
   * the next request is refused once. One whose place was lost is refused for ever.
   */
  private static void expectAnswered(Supplier<Reply> request, int status)
      throws InterruptedException {
    AtomicInteger answered = new AtomicInteger();
    Await.until(
        () -> {
          answered.set(request.get().status());
          return answered.get() != 503;
        });
    assertThat(answered).hasValue(status);
  }

  @Test
  void a_place_is_free_again_when_its_client_goes_away() throws InterruptedException {
    takeAllPlaces();
    guests.get(0).close();
    guests.get(1).abort();
    expectAllPlacesFree();

    for (int i = 0; i < PLACES; i++) {
      RawConnection halfSent = server.connect();
      halfSent.send("POST /v2/things HTTP/1.1\r\nHost: localhost\r\n");
      halfSent.send("Content-Type: application/json\r\nContent-Length: 9\r\n\r\n{");
      halfSent.abort();
    }
    expectAllPlacesFree();
  }

  private void takeAllPlaces() throws InterruptedException {
    guests.clear();
    for (int i = 0; i < PLACES; i++) {
      Await.until(() -> isAdmitted(guests));
    }
  }

  /** All, not just one: takes every place, which fails if a single one was lost. */
  private void expectAllPlacesFree() throws InterruptedException {
    Await.until(() -> inFlight() == 0);
    takeAllPlaces();
    assertThat(server.get("/v2/things/1").status()).isEqualTo(503);
    guests.forEach(RawConnection::close);
    Await.until(() -> inFlight() == 0);
    Await.until(() -> server.get("/v2/things/1").status() == 200);
  }

  /** One more request that stays, unless it is refused, which shows in its answer. */
  private boolean isAdmitted(List<RawConnection> all) {
    RawConnection guest = server.connect();
    guest.send("GET /v2/held HTTP/1.1\r\nHost: localhost\r\n\r\n");
    long end = System.nanoTime() + Duration.ofSeconds(1).toNanos();
    while (System.nanoTime() < end) {
      if (inFlight() == all.size() + 1) {
        return all.add(guest);
      }
      Thread.onSpinWait();
    }
    guest.close();
    return false;
  }

  private int inFlight() {
    return server.bean(EdgeController.class).inFlight.get();
  }
}
