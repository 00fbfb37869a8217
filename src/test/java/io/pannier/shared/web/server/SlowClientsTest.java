package io.pannier.shared.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.shared.web.EdgeServer;
import io.pannier.testkit.LogWatch;
import io.pannier.testkit.RawConnection;
import io.pannier.testkit.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Requests that take their time, with limits short enough to wait for. */
@ExtendWith(OutputCaptureExtension.class)
class SlowClientsTest {

  private static final Duration ARRIVAL = Duration.ofSeconds(2);
  private static final String POST =
      "POST /v2/things HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
  private static final String GET = "GET /v2/things/1 HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private static EdgeServer server;

  @BeforeAll
  static void start() {
    server =
        EdgeServer.start(
            "pannier.request.idle-timeout=500ms",
            "pannier.request.read-timeout=1s",
            "pannier.request.arrival-timeout=" + ARRIVAL.toMillis() + "ms",
            "pannier.cors.allowed-origins=https://shop.example",
            "server.netty.idle-timeout=5s");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void a_body_that_pauses_too_long_is_refused(CapturedOutput output) throws InterruptedException {
    try (RawConnection connection = server.connect()) {
      connection.send(POST + "Content-Length: 100\r\n\r\n{\"name\":");
      Reply reply = connection.reply();

      assertThat(reply.status()).isEqualTo(408);
      assertThat(reply.code()).isEqualTo("request-timeout");
      assertThat(reply.header("Connection")).isEqualTo("close");
      assertThat(connection.isClosedByServer()).isTrue();
    }
    Thread.sleep(100);
    assertThat(LogWatch.complaints(output)).isEmpty();
  }

  @Test
  void a_body_that_never_comes_is_refused() {
    try (RawConnection connection = server.connect()) {
      connection.send(POST + "Content-Length: 100\r\n\r\n");

      assertThat(connection.reply().code()).isEqualTo("request-timeout");
    }
  }

  @Test
  void a_body_that_trickles_too_long_is_refused(CapturedOutput output) throws InterruptedException {
    try (RawConnection connection = server.connect()) {
      connection.send(POST + "Content-Length: 100\r\n\r\n{");
      int sent = trickle(connection, " ", 30);
      Reply reply = connection.reply();

      assertThat(sent).isBetween(1, 29);
      assertThat(reply.status()).isEqualTo(408);
      assertThat(reply.code()).isEqualTo("request-timeout");
      assertThat(connection.isClosedByServer()).isTrue();
    }
    Thread.sleep(100);
    assertThat(LogWatch.complaints(output)).isEmpty();
  }

  @Test
  void a_body_that_trickles_after_its_refusal_does_not_hold_the_connection()
      throws InterruptedException {
    try (RawConnection connection = server.connect()) {
      connection.send(POST.replace("things", "nothing") + "Content-Length: 100\r\n\r\n{");

      assertThat(connection.reply().status()).isEqualTo(404);
      assertThat(trickle(connection, " ", 60)).isLessThan(60);
    }
  }

  /** Neither the answer nor the idle timeout of a kept connection may hide that it is awaited. */
  @Test
  void an_announced_body_that_never_comes_does_not_hold_the_connection()
      throws InterruptedException {
    List<String> heads =
        List.of(
            "POST /v2/nothing HTTP/1.1",
            "GET /v2/nothing HTTP/1.1",
            "DELETE /v2/things HTTP/1.1",
            "GET /v2/things/1 HTTP/1.1",
            "HEAD /v2/things/1 HTTP/1.1",
            "GET /actuator/health HTTP/1.1",
            "GET /actuator/prometheus HTTP/1.1",
            "POST /v2/things HTTP/1.1\r\nOrigin: https://other.example",
            "POST /v2/things HTTP/1.1\r\nContent-Type: text/plain",
            "OPTIONS /v2/things HTTP/1.1\r\nOrigin: https://shop.example"
                + "\r\nAccess-Control-Request-Method: POST");
    List<String> bodies =
        List.of(
            "Content-Length: 10\r\n\r\n",
            "Content-Length: 10\r\n\r\n123456789",
            "Transfer-Encoding: chunked\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n");
    List<Integer> statuses = new ArrayList<>();
    List<RawConnection> open = new ArrayList<>();
    long begun = System.nanoTime();
    for (String head : heads) {
      for (String body : bodies) {
        RawConnection connection = server.connect();
        open.add(connection);
        connection.send(head + "\r\nHost: localhost\r\n" + body);
        statuses.add(connection.reply(!head.startsWith("HEAD")).status());
      }
    }
    assertThat(new LinkedHashSet<>(statuses)).containsExactly(404, 405, 200, 401, 403, 415);

    for (RawConnection connection : open) {
      assertThat(connection.isClosedByServer()).isTrue();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(ARRIVAL.plusSeconds(2));
  }

  @Test
  void a_head_that_trickles_is_cut() throws InterruptedException {
    try (RawConnection connection = server.connect()) {
      connection.send("GET /v2/things/1 HTTP/1.1\r\nX-Slow: ");

      assertThat(trickle(connection, "x", 60)).isLessThan(60);
    }
  }

  @Test
  void a_second_head_that_trickles_is_cut() throws InterruptedException {
    try (RawConnection connection = server.connect()) {
      connection.send(GET);
      assertThat(connection.reply().status()).isEqualTo(200);
      connection.send("GET /v2/things/1 HT");

      assertThat(trickle(connection, "x", 60)).isLessThan(60);
    }
  }

  @Test
  void a_connection_that_idles_between_requests_is_kept() throws InterruptedException {
    try (RawConnection connection = server.connect()) {
      Thread.sleep(ARRIVAL.plusMillis(500).toMillis());
      connection.send(GET);
      assertThat(connection.reply().status()).isEqualTo(200);
      Thread.sleep(ARRIVAL.plusMillis(500).toMillis());
      connection.send(GET);
      assertThat(connection.reply().status()).isEqualTo(200);
    }
  }

  @Test
  void a_connection_that_idles_forever_is_closed() {
    try (RawConnection connection = server.connect();
        RawConnection used = server.connect()) {
      used.send(GET);
      assertThat(used.reply().status()).isEqualTo(200);

      assertThat(connection.isClosedByServer()).isTrue();
      assertThat(used.isClosedByServer()).isTrue();
    }
  }

  @Test
  void pipelined_requests_are_answered_in_order() {
    try (RawConnection connection = server.connect()) {
      connection.send(
          GET
              + GET.replace("things/1", "things/2")
              + GET.replace("things/1", "things/3").substring(0, 20));
      assertThat(connection.reply().body()).contains("\"1\"");
      assertThat(connection.reply().body()).contains("\"2\"");
      connection.send(GET.replace("things/1", "things/3").substring(20));
      assertThat(connection.reply().body()).contains("\"3\"");
    }
  }

  /** Reactor Netty 1.2.18 forgets to read on (its issue 4361); ours must not. */
  @Test
  void a_connection_is_read_on_after_a_queued_request_was_answered_at_once() {
    try (RawConnection connection = server.connect()) {
      String held = "GET /v2/held?millis=200 HTTP/1.1\r\nHost: localhost\r\n\r\n";
      connection.send(held + GET.replace("things", "nothing"));
      assertThat(connection.reply().status()).isEqualTo(200);
      assertThat(connection.reply().status()).isEqualTo(404);
      connection.send(GET);
      assertThat(connection.reply().status()).isEqualTo(200);
    }
  }

  @Test
  void an_answer_may_take_longer_than_a_request() {
    try (RawConnection connection = server.connect()) {
      String held = "/v2/held?millis=" + ARRIVAL.plusMillis(700).toMillis();
      connection.send(GET);
      assertThat(connection.reply().status()).isEqualTo(200);
      connection.send("GET " + held + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(connection.reply().status()).isEqualTo(200);
      connection.send(
          "GET "
              + held
              + " HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n{}");
      Reply first = connection.reply();
      assertThat(first.status() == 100 ? connection.reply().status() : first.status())
          .isEqualTo(200);
      assertThat(connection.request("GET", "/v2/things/9", "", "").status()).isEqualTo(200);
    }
  }

  /** How many pieces the server took, five a second, before it closed. */
  private static int trickle(RawConnection connection, String piece, int atMost)
      throws InterruptedException {
    for (int sent = 0; sent < atMost; sent++) {
      if (!connection.trySend(piece)) {
        return sent;
      }
      Thread.sleep(200);
    }
    return atMost;
  }
}
