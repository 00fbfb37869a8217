package io.pannier.shared.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.testkit.Await;
import io.pannier.testkit.RawServer;
import io.pannier.testkit.RawServer.Treatment;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;

/** What becomes of connections that died while nobody used them, and of broken ones. */
class StaleConnectionsTest {

  private static final int DEAD = 12;

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
          RawServer.write(socket, RawServer.answer("first"));
          while (RawServer.readRequest(socket)) {
            if (dies) {
              death.of(socket);
              return;
            }
            RawServer.write(socket, RawServer.answer("next"));
          }
        };
    try (RawServer server = new RawServer(dying);
        UpstreamUnderTest upstream = new UpstreamUnderTest(server.address(), DEAD)) {
      assertThat(upstream.ask(DEAD)).containsOnly("first").hasSize(DEAD);
      assertThat(server.connections()).isEqualTo(DEAD);

      assertThat(upstream.ask(DEAD)).containsOnly("first").hasSize(DEAD);

      assertThat(upstream.counted()).isEqualTo("0+" + 2 * DEAD);
      assertThat(server.connections()).isEqualTo(2 * DEAD);
      Await.until(upstream::holdsNothing);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"reset", "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n"})
  void a_dead_connection_is_measured_by_the_name_that_the_alarm_asks_for(String death)
      throws Exception {
    try (RawServer server = RawServer.conversations(List.of("first", death), List.of("last"));
        UpstreamUnderTest upstream = new UpstreamUnderTest(server.address(), 1)) {
      assertThat(upstream.ask()).isEqualTo("first");
      assertThat(upstream.ask()).isEqualTo("last");

      assertThat(upstream.exceptions()).containsExactlyInAnyOrder("none", "StaleConnection");
      assertThat(Files.readString(Path.of("ops/prometheus/alerts.yaml")))
          .contains("http_client_requests_seconds_count{exception=\"StaleConnection\"}");
    }
  }

  @Test
  void a_dead_connection_of_a_broken_upstream_is_tried_twice_more_of_which_both_count()
      throws Exception {
    try (RawServer server = RawServer.conversations(List.of("first", "reset"), List.of("reset"));
        UpstreamUnderTest upstream = new UpstreamUnderTest(server.address(), 1)) {
      assertThat(upstream.ask()).isEqualTo("first");

      assertThat(upstream.ask()).isEqualTo("UNREACHABLE");

      assertThat(upstream.counted()).isEqualTo("2+1");
      assertThat(server.connections()).isEqualTo(3);
    }
  }

  @Test
  void a_second_attempt_meets_no_dead_connection() throws Exception {
    try (RawServer server =
            RawServer.conversations(
                List.of("first", "reset"),
                List.of("first", "reset"),
                List.of("reset"),
                List.of("last"));
        UpstreamUnderTest upstream = new UpstreamUnderTest(server.address(), 2)) {
      assertThat(upstream.ask(2)).containsExactly("first", "first");

      assertThat(upstream.ask()).isEqualTo("last");

      assertThat(upstream.counted()).isEqualTo("1+3");
      assertThat(server.connections()).isEqualTo(4);
    }
  }

  @Test
  void who_goes_away_while_a_fresh_connection_is_asked_leaves_nothing_behind() throws Exception {
    AtomicInteger connections = new AtomicInteger();
    CountDownLatch askedAgain = new CountDownLatch(1);
    CountDownLatch hungUp = new CountDownLatch(1);
    Treatment staleOrSilent =
        socket -> {
          boolean first = connections.incrementAndGet() == 1;
          RawServer.readRequest(socket);
          if (first) {
            RawServer.write(socket, RawServer.answer("first"));
            RawServer.readRequest(socket);
          } else {
            askedAgain.countDown();
            RawServer.readRequest(socket);
            hungUp.countDown();
          }
        };
    try (RawServer server = new RawServer(staleOrSilent);
        UpstreamUnderTest upstream = new UpstreamUnderTest(server.address(), 1)) {
      assertThat(upstream.ask()).isEqualTo("first");
      Disposable asker = upstream.asker();
      await(askedAgain);

      asker.dispose();

      await(hungUp);
      Await.until(upstream::holdsNothing);
      assertThat(upstream.counted()).isEqualTo("0+1");
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  /** Each answer may end its connection: that is no failure, and costs connections only. */
  @Test
  void an_upstream_that_closes_every_connection_is_asked_on_new_ones() throws Exception {
    String closing = RawServer.answer("own").replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
    try (RawServer server = RawServer.conversations(List.of(closing));
        UpstreamUnderTest upstream = new UpstreamUnderTest(server.address(), 4)) {
      for (int i = 0; i < 5; i++) {
        assertThat(upstream.ask(4)).containsOnly("own").hasSize(4);
      }

      assertThat(upstream.counted()).isEqualTo("0+20");
      assertThat(server.connections()).isEqualTo(20);
    }
  }

  @Test
  void a_connection_that_breaks_after_the_start_of_an_answer_counts() throws Exception {
    try (RawServer server =
            RawServer.conversations(List.of("first", "HTTP/1.1 200 O"), List.of("last"));
        UpstreamUnderTest upstream = new UpstreamUnderTest(server.address(), 1)) {
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
    String hinting = "HTTP/1.1 103 Early Hints\r\n\r\n" + RawServer.answer("last");
    try (RawServer server = RawServer.conversations(List.of("first", timeout), List.of(hinting));
        UpstreamUnderTest upstream = new UpstreamUnderTest(server.address(), 1)) {
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
    try (RawServer server = RawServer.conversations(List.of(timeout));
        UpstreamUnderTest upstream = new UpstreamUnderTest(server.address(), 1)) {
      assertThat(upstream.ask()).isEqualTo("INVALID_ANSWER");

      assertThat(upstream.counted()).isEqualTo("1+0");
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.1 200 O", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Ty"})
  void a_connection_that_closes_within_the_head_is_unreachable(String start) throws Exception {
    try (RawServer server = RawServer.conversations(List.of(start));
        UpstreamUnderTest upstream = new UpstreamUnderTest(server.address(), 1)) {
      assertThat(upstream.ask()).isEqualTo("UNREACHABLE");

      assertThat(upstream.counted()).isEqualTo("2+0");
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
