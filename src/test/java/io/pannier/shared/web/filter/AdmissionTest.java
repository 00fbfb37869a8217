package io.pannier.shared.web.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.shared.web.Await;
import io.pannier.shared.web.EdgeController;
import io.pannier.shared.web.EdgeServer;
import io.pannier.shared.web.RawConnection;
import io.pannier.shared.web.Reply;
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

  private static EdgeServer server;

  private final List<RawConnection> guests = new ArrayList<>();

  @BeforeAll
  static void start() {
    server =
        EdgeServer.start(
            "pannier.admission.max-in-flight=" + PLACES,
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
