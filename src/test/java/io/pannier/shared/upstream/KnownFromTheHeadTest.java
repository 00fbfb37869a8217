package io.pannier.shared.upstream;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.testkit.Await;
import io.pannier.testkit.RawServer;
import io.pannier.testkit.RawServer.Treatment;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the head of an answer tells is known before its body, which is let go. */
class KnownFromTheHeadTest {

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
        UpstreamUnderTest upstream = new UpstreamUnderTest(server.address(), 1)) {
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
        UpstreamUnderTest upstream = new UpstreamUnderTest(server.address(), 1)) {
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
        UpstreamUnderTest upstream = new UpstreamUnderTest(server.address(), 1)) {
      assertThat(upstream.ask()).isEqualTo("INVALID_ANSWER");

      Await.until(upstream::holdsNothing);
    }
  }

  @Test
  void a_small_body_of_a_refusal_leaves_its_connection_usable() throws Exception {
    String throttled = "HTTP/1.1 429 Slower\r\nContent-Length: 7\r\n\r\nslower!";

    try (RawServer server = RawServer.conversations(List.of(throttled, throttled, "own"));
        UpstreamUnderTest upstream = new UpstreamUnderTest(server.address(), 1)) {
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
          RawServer.write(socket, RawServer.answer("own"));
        };

    try (RawServer server = new RawServer(listening);
        UpstreamUnderTest upstream = new UpstreamUnderTest(server.address(), 1)) {
      assertThat(upstream.ask()).isEqualTo("own");

      assertThat(asked).containsIgnoringCase("\r\nAccept-Encoding: identity\r\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "Identity", ""})
  void an_answer_may_say_that_it_has_no_coding(String coding) throws Exception {
    String said =
        RawServer.answer("own").replace("\r\n\r\n", "\r\nContent-Encoding: " + coding + "\r\n\r\n");

    try (RawServer server = RawServer.conversations(List.of(said));
        UpstreamUnderTest upstream = new UpstreamUnderTest(server.address(), 1)) {
      assertThat(upstream.ask()).isEqualTo("own");
    }
  }
}
