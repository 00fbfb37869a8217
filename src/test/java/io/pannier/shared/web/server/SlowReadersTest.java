package io.pannier.shared.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.shared.web.EdgeServer;
import io.pannier.testkit.Await;
import io.pannier.testkit.LogWatch;
import io.pannier.testkit.RawConnection;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * Clients that do not read what they asked for, with limits short enough to wait for. The answers
 * are larger than what the operating system takes off the server on a connection within a machine.
 */
@ExtendWith(OutputCaptureExtension.class)
class SlowReadersTest {

  private static final int PLACES = 8;
  private static final int TOO_LARGE_FOR_THE_SYSTEM = 2 * 1024;

  private static EdgeServer server;

  private final List<RawConnection> guests = new ArrayList<>();

  @BeforeAll
  static void start() {
    server =
        EdgeServer.start(
            "pannier.admission.max-in-flight=" + PLACES,
            "pannier.response.idle-timeout=1s",
            "pannier.response.write-timeout=3s",
            "pannier.response.max-unread=400MB",
            "server.netty.idle-timeout=60s");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void leave() {
    guests.forEach(RawConnection::close);
  }

  @ParameterizedTest
  @CsvSource({"large, 6144", "pieces, 20480"})
  void who_reads_nothing_keeps_nobody_out_and_is_closed(
      String answer, int kib, CapturedOutput output) throws InterruptedException {
    for (int i = 0; i < PLACES + 2; i++) {
      ask(answer, kib);
    }
    for (int i = 0; i < 2 * PLACES; i++) {
      Await.until(() -> server.get("/v2/things/1").status() == 200, Duration.ofSeconds(1));
    }
    expectAllGone();
    assertThat(LogWatch.complaints(output)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"large", "pieces"})
  void who_reads_a_byte_now_and_then_is_closed(String answer) throws InterruptedException {
    RawConnection guest = ask(answer, TOO_LARGE_FOR_THE_SYSTEM);

    Await.until(
        () -> {
          guest.read(1);
          return !guest.trySend(" ");
        },
        Duration.ofSeconds(4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"large", "pieces"})
  void who_reads_for_too_long_is_closed(String answer) {
    RawConnection guest = ask(answer, 20 * 1024);

    assertThat(readsUntilClosed(guest, 200_000, 200, 100)).isBetween(8, 99);
  }

  @ParameterizedTest
  @ValueSource(strings = {"large", "pieces"})
  void who_reads_in_his_own_time_is_served(String answer) throws InterruptedException {
    RawConnection guest = ask(answer, TOO_LARGE_FOR_THE_SYSTEM);
    Thread.sleep(700);

    assertThat(guest.reply().body()).hasSizeGreaterThanOrEqualTo(TOO_LARGE_FOR_THE_SYSTEM << 10);
    assertThat(guest.request("GET", "/v2/things/1", "", "").status()).isEqualTo(200);
  }

  @Test
  void few_may_ask_on_before_they_read() {
    RawConnection guest = server.connect();
    IntStream.range(0, 50).forEach(i -> guest.send(get("/v2/things/" + i)));

    for (int i = 0; i < 50; i++) {
      assertThat(guest.reply().json().path("id").asInt()).isEqualTo(i);
    }
    guest.close();
  }

  @Test
  void who_asks_on_without_reading_is_closed_at_once() throws InterruptedException {
    RawConnection guest = ask("large", TOO_LARGE_FOR_THE_SYSTEM);
    long begun = System.nanoTime();
    guest.send(get("/v2/things/1").repeat(ExchangeGuard.MAX_WAITING + 1));

    Await.until(() -> !guest.trySend(" "), Duration.ofMillis(900));
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(900));
  }

  @Test
  void who_sends_bodies_without_reading_is_closed_at_once() throws InterruptedException {
    RawConnection guest = ask("large", TOO_LARGE_FOR_THE_SYSTEM);
    guest.send("POST /v2/things HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");

    String chunk = "4000\r\n" + "x".repeat(0x4000) + "\r\n";
    Await.until(() -> !guest.trySend(chunk), Duration.ofMillis(900));
  }

  @Test
  void what_is_unread_is_bounded_over_all() throws InterruptedException {
    try (EdgeServer small =
        EdgeServer.start("pannier.response.max-unread=8MB", "pannier.response.idle-timeout=60s")) {
      List<RawConnection> all = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        RawConnection guest = small.connectWithSmallWindow();
        guest.send(get("/v2/large?kib=" + TOO_LARGE_FOR_THE_SYSTEM));
        all.add(guest);
      }
      Await.until(() -> all.stream().filter(guest -> !guest.trySend(" ")).count() >= 7);

      assertThat(small.get("/v2/things/1").status()).isEqualTo(200);
      assertThat(all.stream().filter(guest -> guest.trySend(" ")).count()).isPositive();
      all.forEach(RawConnection::close);
    }
  }

  private RawConnection ask(String answer, int kib) {
    RawConnection guest = server.connectWithSmallWindow();
    guest.send(get("/v2/" + answer + "?kib=" + kib));
    guests.add(guest);
    return guest;
  }

  private static String get(String target) {
    return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
  }

  private void expectAllGone() throws InterruptedException {
    for (RawConnection guest : guests) {
      Await.until(() -> !guest.trySend(" "), Duration.ofSeconds(4));
    }
  }

  private static int readsUntilClosed(RawConnection guest, int bytes, int pauseMillis, int atMost) {
    for (int reads = 0; reads < atMost; reads++) {
      try {
        guest.read(bytes);
        Thread.sleep(pauseMillis);
      } catch (UncheckedIOException closed) {
        return reads;
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
    return atMost;
  }
}
