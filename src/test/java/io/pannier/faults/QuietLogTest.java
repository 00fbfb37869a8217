package io.pannier.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.pannier.cart.GuestCart;
import io.pannier.local.StubUpstream;
import io.pannier.testkit.Await;
import io.pannier.testkit.LogWatch;
import io.pannier.testkit.RawServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What goes wrong every day is a line in the log, and not a page of it. */
@ExtendWith(SharedFaultLab.class)
class QuietLogTest {

  private static final int PARALLEL = 40;

  private final LogWatch log = new LogWatch(Logger.ROOT_LOGGER_NAME);

  private final FaultLab lab;

  QuietLogTest(FaultLab lab) {
    this.lab = lab;
  }

  @AfterEach
  void end() throws InterruptedException {
    log.end();
    lab.relay().mend();
    for (RunningPannier pannier : List.of(lab.patient(), lab.impatientWithTheDatabase())) {
      Await.until(() -> createCart(pannier) == 201);
    }
  }

  @Test
  void a_database_that_is_away_is_one_line_in_a_while() {
    RunningPannier pannier = lab.impatientWithTheDatabase();
    GuestCart cart = GuestCart.create(lab.patient().client()).through(pannier.client());
    lab.relay().refuse();
    log.restart();
    long start = System.nanoTime();

    List<Integer> statuses =
        inParallel(
            90, () -> log.events().size() % 2 == 0 ? cart.view().status() : createCart(pannier));

    assertThat(statuses).containsOnly(503);
    long paces = 1 + Duration.ofNanos(System.nanoTime() - start).toSeconds() / 10;
    assertThat(said())
        .hasSizeLessThanOrEqualTo(Math.toIntExact(paces))
        .allSatisfy(
            line -> {
              assertThat(line.getThrowableProxy()).isNull();
              assertThat(line.getFormattedMessage()).hasSizeLessThan(300);
            });
  }

  /** What an upstream may do at the very moment at which it is given up. */
  enum Late {
    ANSWER(socket -> say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")),
    HALF_AN_ANSWER(socket -> say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello")),
    REFUSAL(socket -> say(socket, "HTTP/1.1 503 Sorry\r\nContent-Length: 0\r\n\r\n")),
    GARBAGE(socket -> say(socket, "no answer at all\r\n\r\n")),
    RESET(RawServer::reset);

    @SuppressWarnings("ImmutableEnumChecker") // without state
    private final RawServer.Treatment treatment;

    Late(RawServer.Treatment treatment) {
      this.treatment = treatment;
    }

    private static void say(Socket socket, String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }
  }

  /** At 300 ms end the attempt and what is left for it, at 320 ms the operation. */
  @ParameterizedTest
  @EnumSource
  void a_race_between_a_time_limit_and_an_answer_is_no_news(Late late) throws IOException {
    RunningPannier pannier = lab.impatientWith(StubUpstream.CATALOG);
    Random random = new Random(20_261_126);
    try (ServerSocket server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress())) {
      serve(
          server,
          socket -> {
            RawServer.readRequest(socket);
            pause(290 + random.nextInt(40));
            late.treatment.of(socket);
          });
      pannier
          .detours()
          .set(StubUpstream.CATALOG, URI.create("http://127.0.0.1:" + server.getLocalPort()));
      log.restart();

      List<Integer> statuses =
          inParallel(
              200,
              () -> {
                pannier.breaker(StubUpstream.CATALOG).reset();
                return pannier
                    .client()
                    .send(
                        HttpMethod.GET,
                        "/v2/products/036000291452?requestedFields=catalog",
                        null,
                        "X-Request-Timeout-Ms",
                        "320")
                    .status();
              });

      assertThat(statuses).isSubsetOf(502, 503, 504);
      assertThat(said())
          .allSatisfy(
              line -> {
                assertThat(line.getLevel()).isEqualTo(Level.WARN);
                assertThat(line.getThrowableProxy()).isNull();
                assertThat(line.getFormattedMessage())
                    .startsWith("catalog gave no usable answer: ")
                    .doesNotContain("127.0.0.1", String.valueOf(server.getLocalPort()));
              });
    } finally {
      pannier.detours().clear(StubUpstream.CATALOG);
      pannier.reset();
    }
  }

  private static int createCart(RunningPannier pannier) {
    return pannier.client().send(HttpMethod.POST, "/v2/carts", null).status();
  }

  /** What the service says; the servers of these tests and Netty's look-out for leaks apart. */
  private List<ILoggingEvent> said() {
    return log.events().stream()
        .filter(event -> event.getLevel().isGreaterOrEqual(Level.INFO))
        .filter(event -> !event.getLoggerName().startsWith("de.bwaldvogel"))
        .filter(event -> !event.getLoggerName().startsWith("io.netty.util.ResourceLeak"))
        .toList();
  }

  private static <T> List<T> inParallel(int count, Callable<T> work) {
    return Flux.range(0, count)
        .flatMap(n -> Mono.fromCallable(work).subscribeOn(Schedulers.boundedElastic()), PARALLEL)
        .collectList()
        .blockOptional()
        .orElseThrow();
  }

  private static void serve(ServerSocket server, RawServer.Treatment treatment) {
    daemon(
        () -> {
          while (!server.isClosed()) {
            Socket socket = server.accept();
            daemon(
                () -> {
                  try (socket) {
                    treatment.of(socket);
                  }
                  return null;
                });
          }
          return null;
        });
  }

  private static void daemon(Callable<?> work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.call();
              } catch (Exception closed) {
                // By the test, or by a client that has seen enough.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private static void pause(int millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
