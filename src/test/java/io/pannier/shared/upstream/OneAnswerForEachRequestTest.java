package io.pannier.shared.upstream;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.testkit.RawServer;
import io.pannier.testkit.RawServer.Treatment;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose answer is whose on connections that are used again. */
class OneAnswerForEachRequestTest {

  private static final String EARLY_HINTS =
      "HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n";

  static Stream<String> interim() {
    return Stream.of(
        EARLY_HINTS,
        "HTTP/1.1 100 Continue\r\n\r\n",
        "HTTP/1.1 102 Processing\r\n\r\n",
        "HTTP/1.1 199 Whatever\r\nContent-Length: 5\r\n\r\n",
        EARLY_HINTS + "HTTP/1.1 100 Continue\r\n\r\n" + EARLY_HINTS,
        "HTTP/1.1 103 Early Hints\r\nLink: %s\r\n\r\n".formatted("x".repeat(7_000)).repeat(50),
        EARLY_HINTS.repeat(1_000));
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
            RawServer.write(socket, RawServer.answer("answer " + questions.incrementAndGet()));
          }
        };

    try (RawServer server = new RawServer(hinting);
        UpstreamUnderTest upstream = new UpstreamUnderTest(server.address(), 1)) {
      assertThat(upstream.ask()).isEqualTo("answer 1");
      assertThat(upstream.ask()).isEqualTo("answer 2");
      assertThat(upstream.ask()).isEqualTo("answer 3");

      assertThat(upstream.counted()).isEqualTo("0+3");
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  /** In packets of their own where they are long enough: whatever the cut, it is one answer. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 61})
  void an_answer_may_come_in_pieces(int size) throws Exception {
    String said =
        EARLY_HINTS
            + "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "3\r\nown\r\n2;name=value\r\ned\r\n0\r\nTrailer: value\r\n\r\n";
    Treatment piecemeal =
        socket -> {
          socket.setTcpNoDelay(true);
          while (RawServer.readRequest(socket)) {
            for (int at = 0; at < said.length(); at += size) {
              RawServer.write(socket, said.substring(at, Math.min(said.length(), at + size)));
            }
          }
        };

    try (RawServer server = new RawServer(piecemeal);
        UpstreamUnderTest upstream = new UpstreamUnderTest(server.address(), 1)) {
      assertThat(upstream.ask()).isEqualTo("owned");
      assertThat(upstream.ask()).isEqualTo("owned");

      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 199 Whatever\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 204 No Content\r\n\r\n"
      })
  void what_follows_an_answer_without_a_body_is_no_answer(String bodiless) throws Exception {
    try (RawServer server = firstAnswering(bodiless + RawServer.answer("foreign"));
        UpstreamUnderTest upstream = new UpstreamUnderTest(server.address(), 1)) {
      assertThat(upstream.ask()).isEqualTo("INVALID_ANSWER");
      assertThat(upstream.ask()).isEqualTo("later");

      assertThat(upstream.counted()).isEqualTo("1+1");
      assertThat(server.connections()).isEqualTo(2);
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
        UpstreamUnderTest upstream = new UpstreamUnderTest(server.address(), 1)) {
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
        UpstreamUnderTest upstream = new UpstreamUnderTest(server.address(), 1)) {
      assertThat(upstream.ask()).isEqualTo("INVALID_ANSWER");
      assertThat(upstream.ask()).isEqualTo("later");

      assertThat(upstream.counted()).isEqualTo("1+1");
      assertThat(server.connections()).isEqualTo(2);
    }
  }

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
    try (RawServer server = firstAnswering(RawServer.answer("own") + more);
        UpstreamUnderTest upstream = new UpstreamUnderTest(server.address(), 1)) {
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
          RawServer.write(socket, RawServer.answer("own"));
          pause();
          RawServer.write(socket, stray);
          if (!RawServer.readRequest(socket)) {
            hungUp.countDown();
          }
        };

    try (RawServer server = new RawServer(speaking);
        UpstreamUnderTest upstream = new UpstreamUnderTest(server.address(), 1)) {
      assertThat(upstream.ask()).isEqualTo("own");
      assertThat(hungUp.await(20, SECONDS)).isTrue();
      assertThat(upstream.ask()).isEqualTo("own");

      assertThat(server.connections()).isEqualTo(2);
    }
  }

  /** The first connection says this and stays open, the others answer. */
  private static RawServer firstAnswering(String said) throws IOException {
    return RawServer.conversations(List.of(said, "never asked"), List.of("later"));
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
