package io.pannier.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** With places for two. */
class AdmissionTest {

  private static final int PLACES = 2;

  private static EdgeServer server;

  private final List<RawConnection> guests = new ArrayList<>();

  @BeforeAll
  static void start() {
    server = EdgeServer.start("pannier.admission.max-in-flight=" + PLACES);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void oneTooManyIsRefusedAtOnceAndHealthIsNot() throws InterruptedException {
    takeAllPlaces();

    Reply refused = server.get("/v2/things/1");
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.code()).isEqualTo("overloaded");
    assertThat(refused.header("Retry-After")).isEqualTo("1");
    assertThat(refused.header("X-Trace-Id"))
        .hasSize(32)
        .isEqualTo(refused.json().get("traceId").asText());
    assertThat(server.get("/actuatorial").status()).isEqualTo(503);
    assertThat(server.get("/actuator/health").status()).isEqualTo(200);
    assertThat(server.get("/actuator/health/readiness").status()).isEqualTo(200);

    guests.forEach(RawConnection::close);
    expectAllPlacesFree();
  }

  @Test
  void aPlaceIsFreeAgainHoweverItsRequestEnded() throws InterruptedException {
    for (int i = 0; i < 2 * PLACES; i++) {
      expectAnswered(server.get("/v2/held?millis=1"), 200);
      expectAnswered(server.get("/v2/broken"), 500);
      expectAnswered(server.get("/v2/thrown"), 500);
      expectAnswered(server.get("/v2/nothing"), 404);
      expectAnswered(server.post("/v2/things", "{"), 400);
      expectAnswered(server.post("/v2/things", "x".repeat(20_000)), 413);
    }
  }

  /** The place is given back when the answer is out, which its client may see a moment earlier. */
  private void expectAnswered(Reply reply, int status) throws InterruptedException {
    assertThat(reply.status()).isEqualTo(status);
    expectAllPlacesFree();
  }

  @Test
  void aPlaceIsFreeAgainWhenItsClientGoesAway() throws InterruptedException {
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
    for (int i = 0; i < PLACES; i++) {
      RawConnection guest = server.connect();
      guest.send("GET /v2/held HTTP/1.1\r\nHost: localhost\r\n\r\n");
      guests.add(guest);
    }
    Await.until(() -> server.bean(EdgeController.class).inFlight.get() == PLACES);
  }

  /** All, not just one: takes every place, which fails if a single one was lost. */
  private void expectAllPlacesFree() throws InterruptedException {
    Await.until(() -> server.bean(EdgeController.class).inFlight.get() == 0);
    Await.until(() -> server.get("/v2/things/1").status() == 200);
    guests.clear();
    List<RawConnection> all = new ArrayList<>();
    for (int i = 0; i < PLACES; i++) {
      int taken = i + 1;
      RawConnection guest = server.connect();
      guest.send("GET /v2/held HTTP/1.1\r\nHost: localhost\r\n\r\n");
      all.add(guest);
      Await.until(() -> server.bean(EdgeController.class).inFlight.get() == taken);
    }
    assertThat(server.get("/v2/things/1").status()).isEqualTo(503);
    all.forEach(RawConnection::close);
    Await.until(() -> server.get("/v2/things/1").status() == 200);
    Await.until(() -> server.bean(EdgeController.class).inFlight.get() == 0);
  }
}
