package io.pannier.shared.upstream;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.shared.upstream.RawServer.Treatment;
import io.pannier.shared.web.Await;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose answer is whose on connections that are used again, and what becomes of broken ones. */
class ConnectionsTest {

  private static final String EARLY_HINTS =
      "HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n";

  private static final int DEAD = 12;

  // Interim answers (RFC 9110, section 15.2)

  static Stream<String> interim() {
    return Stream.of(
        EARLY_HINTS,
        "HTTP/1.1 100 Continue\r\n\r\n",
        "HTTP/1.1 102 Processing\r\n\r\n",
        "HTTP/1.1 199 Whatever\r\nContent-Length: 5\r\n\r\n",
        EARLY_HINTS + "HTTP/1.1 100 Continue\r\n\r\n" + EARLY_HINTS,
        EARLY_HINTS.repeat(500));
  }

  @ParameterizedTest
  @MethodSource("interim")
  void interim_answers_are_skipped(String interim) throws Exception {
    AtomicInteger questions = new AtomicInteger();
    Treatment hinting =
        socket -> {
          while (RawServer.readRequest(socket)) {
            RawServer.write(socket, interim);
            pause();
            RawServer.write(socket, answer("answer " + questions.incrementAndGet()));
          }
        };

    try (RawServer server = new RawServer(hinting);
        AskedUpstream upstream = new AskedUpstream(server.address(), 1)) {
      assertThat(upstream.ask()).isEqualTo("answer 1");
      assertThat(upstream.ask()).isEqualTo("answer 2");
      assertThat(upstream.ask()).isEqualTo("answer 3");

      assertThat(upstream.counted()).isEqualTo("0+3");
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void interim_answers_without_an_end_are_an_invalid_answer() throws Exception {
    Treatment endless =
        socket -> {
          RawServer.readRequest(socket);
          while (true) {
            RawServer.write(socket, EARLY_HINTS);
          }
        };

    try (RawServer server = new RawServer(endless);
        AskedUpstream upstream = new AskedUpstream(server.address(), 1)) {
      assertThat(upstream.ask()).isEqualTo("INVALID_ANSWER");

      assertThat(upstream.counted()).isEqualTo("1+0");
    }
  }

  @ParameterizedTest
  @CsvSource({"websocket, ''", "h2c, ''", "HTTP/1.1, ''", "websocket, stray", "h2c, stray"})
  void a_protocol_that_was_not_asked_for_is_an_invalid_answer(String protocol, String more)
      throws Exception {
    String switching =
        "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: %s\r\n\r\n"
            .formatted(protocol);

    try (RawServer server = firstAnswering(switching + more);
        AskedUpstream upstream = new AskedUpstream(server.address(), 1)) {
      assertThat(upstream.ask()).isEqualTo("INVALID_ANSWER");
      assertThat(upstream.ask()).isEqualTo("later");

      assertThat(upstream.counted()).isEqualTo("1+1");
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  // What nobody asked for

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stray",
        "HTTP/1.1 2",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nstray",
        "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
        "HTTP/1.1 103 Early Hints\r\n\r\n",
        "\r\n"
      })
  void a_connection_with_more_than_the_answer_is_not_used_again(String more) throws Exception {
    try (RawServer server = firstAnswering(answer("own") + more);
        AskedUpstream upstream = new AskedUpstream(server.address(), 1)) {
      assertThat(upstream.ask()).isEqualTo("own");
      assertThat(upstream.ask()).isEqualTo("later");

      assertThat(upstream.counted()).isEqualTo("0+2");
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"stray", "HTTP/1.1 2", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nstray"})
  void a_connection_that_speaks_without_being_asked_is_not_used_again(String stray)
      throws Exception {
    CountDownLatch hungUp = new CountDownLatch(1);
    Treatment speaking =
        socket -> {
          RawServer.readRequest(socket);
          RawServer.write(socket, answer("own"));
          pause();
          RawServer.write(socket, stray);
          if (!RawServer.readRequest(socket)) {
            hungUp.countDown();
          }
        };

    try (RawServer server = new RawServer(speaking);
        AskedUpstream upstream = new AskedUpstream(server.address(), 1)) {
      assertThat(upstream.ask()).isEqualTo("own");
      assertThat(hungUp.await(20, SECONDS)).isTrue();
      assertThat(upstream.ask()).isEqualTo("own");

      assertThat(server.connections()).isEqualTo(2);
    }
  }

  // Connections that died while nobody used them

  static Stream<Arguments> deaths() {
    return Stream.of(
        Arguments.of("reset", (Treatment) RawServer::reset),
        Arguments.of("closed", (Treatment) Socket::close));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("deaths")
  void dead_connections_cost_no_call_and_count_nothing(String name, Treatment death)
      throws Exception {
    CountDownLatch all = new CountDownLatch(DEAD);
    AtomicInteger connections = new AtomicInteger();
    Treatment dying =
        socket -> {
          boolean dies = connections.incrementAndGet() <= DEAD;
          RawServer.readRequest(socket);
          all.countDown();
          await(all);
          RawServer.write(socket, answer("first"));
          while (RawServer.readRequest(socket)) {
            if (dies) {
              death.of(socket);
              return;
            }
            RawServer.write(socket, answer("next"));
          }
        };
    try (RawServer server = new RawServer(dying);
        AskedUpstream upstream = new AskedUpstream(server.address(), DEAD)) {
      assertThat(upstream.ask(DEAD)).containsOnly("first").hasSize(DEAD);
      assertThat(server.connections()).isEqualTo(DEAD);

      assertThat(upstream.ask(DEAD)).containsOnly("first").hasSize(DEAD);

      assertThat(upstream.counted()).isEqualTo("0+" + 2 * DEAD);
      assertThat(server.connections()).isEqualTo(2 * DEAD);
      Await.until(upstream::holdsNothing);
    }
  }

  @Test
  void a_dead_connection_of_a_broken_upstream_is_tried_twice_more_of_which_both_count()
      throws Exception {
    try (RawServer server = conversations(List.of("first", "reset"), List.of("reset"));
        AskedUpstream upstream = new AskedUpstream(server.address(), 1)) {
      assertThat(upstream.ask()).isEqualTo("first");

      assertThat(upstream.ask()).isEqualTo("UNREACHABLE");

      assertThat(upstream.counted()).isEqualTo("2+1");
      assertThat(server.connections()).isEqualTo(3);
    }
  }

  @Test
  void a_second_attempt_meets_no_dead_connection() throws Exception {
    try (RawServer server =
            conversations(
                List.of("first", "reset"),
                List.of("first", "reset"),
                List.of("reset"),
                List.of("last"));
        AskedUpstream upstream = new AskedUpstream(server.address(), 2)) {
      assertThat(upstream.ask(2)).containsExactly("first", "first");

      assertThat(upstream.ask()).isEqualTo("last");

      assertThat(upstream.counted()).isEqualTo("1+3");
      assertThat(server.connections()).isEqualTo(4);
    }
  }

  @Test
  void a_connection_that_breaks_after_the_start_of_an_answer_counts() throws Exception {
    try (RawServer server = conversations(List.of("first", "HTTP/1.1 200 O"), List.of("last"));
        AskedUpstream upstream = new AskedUpstream(server.address(), 1)) {
      assertThat(upstream.ask()).isEqualTo("first");

      assertThat(upstream.ask()).isEqualTo("last");

      assertThat(upstream.counted()).isEqualTo("1+2");
    }
  }

  /** Servers say so to connections that they close for having been idle, RFC 9110, 15.5.9. */
  @Test
  void a_request_timeout_on_a_connection_used_before_is_a_dead_connection() throws Exception {
    String timeout =
        "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
    try (RawServer server = conversations(List.of("first", timeout), List.of("last"));
        AskedUpstream upstream = new AskedUpstream(server.address(), 1)) {
      assertThat(upstream.ask()).isEqualTo("first");

      assertThat(upstream.ask()).isEqualTo("last");

      assertThat(upstream.counted()).isEqualTo("0+2");
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void a_request_timeout_on_a_fresh_connection_is_an_answer() throws Exception {
    String timeout =
        "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
    try (RawServer server = conversations(List.of(timeout));
        AskedUpstream upstream = new AskedUpstream(server.address(), 1)) {
      assertThat(upstream.ask()).isEqualTo("INVALID_ANSWER");

      assertThat(upstream.counted()).isEqualTo("1+0");
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.1 200 O", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Ty"})
  void a_connection_that_closes_within_the_head_is_unreachable(String start) throws Exception {
    try (RawServer server = conversations(List.of(start));
        AskedUpstream upstream = new AskedUpstream(server.address(), 1)) {
      assertThat(upstream.ask()).isEqualTo("UNREACHABLE");

      assertThat(upstream.counted()).isEqualTo("2+0");
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  // What is known from the head

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of("503 Unavailable", "", "UPSTREAM_ERROR", "1+0"),
        Arguments.of("500 Oops", "", "UPSTREAM_ERROR", "1+0"),
        Arguments.of("429 Slower", "", "THROTTLED", "0+0"),
        Arguments.of("404 Gone", "", "INVALID_ANSWER", "0+0"),
        Arguments.of("302 Found", "Location: /elsewhere\r\n", "INVALID_ANSWER", "1+0"),
        Arguments.of("206 Partial", "", "INVALID_ANSWER", "1+0"),
        Arguments.of("099 What", "", "UPSTREAM_ERROR", "1+0"),
        Arguments.of("1000 What", "", "UPSTREAM_ERROR", "1+0"),
        Arguments.of("200 OK", "Content-Type: text/html\r\n", "INVALID_ANSWER", "1+0"),
        Arguments.of("200 OK", "Content-Type: /;;=\r\n", "INVALID_ANSWER", "1+0"),
        Arguments.of("200 OK", "", "INVALID_ANSWER", "1+0"),
        Arguments.of(
            "200 OK",
            "Content-Type: application/json\r\nContent-Encoding: gzip\r\n",
            "INVALID_ANSWER",
            "1+0"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void is_known_before_a_body_that_never_comes(
      String status, String headers, String outcome, String counted) throws Exception {
    CountDownLatch hungUp = new CountDownLatch(1);
    Treatment silent =
        socket -> {
          RawServer.readRequest(socket);
          RawServer.write(
              socket, "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: 100\r\n\r\n");
          if (!RawServer.readRequest(socket)) {
            hungUp.countDown();
          }
        };

    try (RawServer server = new RawServer(silent);
        AskedUpstream upstream = new AskedUpstream(server.address(), 1)) {
      assertThat(upstream.ask()).isEqualTo(outcome);

      assertThat(upstream.counted()).isEqualTo(counted);
      assertThat(hungUp.await(20, SECONDS)).isTrue();
      Await.until(upstream::holdsNothing);
      assertThat(upstream.ask()).as("with the only connection of the pool").isEqualTo(outcome);
    }
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void is_known_before_a_body_without_an_end(
      String status, String headers, String outcome, String counted) throws Exception {
    AtomicLong written = new AtomicLong();
    CountDownLatch hungUp = new CountDownLatch(1);
    Treatment endless =
        socket -> {
          RawServer.readRequest(socket);
          socket.setSendBufferSize(16_384);
          RawServer.write(
              socket,
              "HTTP/1.1 " + status + "\r\n" + headers + "Transfer-Encoding: chunked\r\n\r\n");
          String chunk = "400\r\n" + "x".repeat(1_024) + "\r\n";
          try {
            while (written.addAndGet(1_024) < 200_000_000) {
              RawServer.write(socket, chunk);
            }
          } finally {
            hungUp.countDown();
          }
        };

    try (RawServer server = new RawServer(endless);
        AskedUpstream upstream = new AskedUpstream(server.address(), 1)) {
      assertThat(upstream.ask()).isEqualTo(outcome);

      assertThat(upstream.counted()).isEqualTo(counted);
      assertThat(hungUp.await(20, SECONDS)).isTrue();
      assertThat(written.get()).as("bytes that fit into the way").isLessThan(10_000_000);
      Await.until(upstream::holdsNothing);
    }
  }

  @Test
  void a_length_that_is_too_large_is_known_before_the_body() throws Exception {
    String head =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5000000000\r\n\r\n";
    Treatment silent =
        socket -> {
          RawServer.readRequest(socket);
          RawServer.write(socket, head);
          RawServer.readRequest(socket);
        };

    try (RawServer server = new RawServer(silent);
        AskedUpstream upstream = new AskedUpstream(server.address(), 1)) {
      assertThat(upstream.ask()).isEqualTo("INVALID_ANSWER");

      Await.until(upstream::holdsNothing);
    }
  }

  @Test
  void a_small_body_of_a_refusal_leaves_its_connection_usable() throws Exception {
    String throttled = "HTTP/1.1 429 Slower\r\nContent-Length: 7\r\n\r\nslower!";

    try (RawServer server = conversations(List.of(throttled, throttled, "own"));
        AskedUpstream upstream = new AskedUpstream(server.address(), 1)) {
      assertThat(upstream.ask()).isEqualTo("THROTTLED");
      assertThat(upstream.ask()).isEqualTo("THROTTLED");
      assertThat(upstream.ask()).isEqualTo("own");

      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void no_coding_is_asked_for() throws Exception {
    StringBuilder asked = new StringBuilder();
    Treatment listening =
        socket -> {
          while (!asked.toString().endsWith("\r\n\r\n?")) {
            asked.append((char) socket.getInputStream().read());
          }
          RawServer.write(socket, answer("own"));
        };

    try (RawServer server = new RawServer(listening);
        AskedUpstream upstream = new AskedUpstream(server.address(), 1)) {
      assertThat(upstream.ask()).isEqualTo("own");

      assertThat(asked).containsIgnoringCase("\r\nAccept-Encoding: identity\r\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "Identity", ""})
  void an_answer_may_say_that_it_has_no_coding(String coding) throws Exception {
    String said = answer("own").replace("\r\n\r\n", "\r\nContent-Encoding: " + coding + "\r\n\r\n");

    try (RawServer server = conversations(List.of(said));
        AskedUpstream upstream = new AskedUpstream(server.address(), 1)) {
      assertThat(upstream.ask()).isEqualTo("own");
    }
  }

  /** The first connection says this and stays open, the others answer. */
  private static RawServer firstAnswering(String said) throws IOException {
    return conversations(List.of(said, "never asked"), List.of("later"));
  }

  /**
   * Says on each connection, request by request, what stands in its list: bytes of HTTP, or a body
   * to be answered, or "reset". After the last one it closes the connection; connections after the
   * last list do as that one.
   */
  @SafeVarargs
  private static RawServer conversations(List<String>... connections) throws IOException {
    AtomicInteger number = new AtomicInteger();
    return new RawServer(
        socket -> {
          int index = Math.min(number.getAndIncrement(), connections.length - 1);
          for (String said : connections[index]) {
            if (!RawServer.readRequest(socket)) {
              return;
            }
            if (said.equals("reset")) {
              RawServer.reset(socket);
              return;
            }
            RawServer.write(socket, said.startsWith("HTTP/") ? said : answer(said));
          }
        });
  }

  private static String answer(String body) {
    return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(body.length(), body);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** So that what comes afterwards comes in a packet of its own. */
  private static void pause() {
    try {
      Thread.sleep(30);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
