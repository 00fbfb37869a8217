package io.pannier.shared.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.shared.web.EdgeServer;
import io.pannier.testkit.LogWatch;
import io.pannier.testkit.RawConnection;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Whatever clients send, and wherever they leave, is no error of ours and nothing to warn of. */
@ExtendWith(OutputCaptureExtension.class)
class LostClientsTest {

  private static final String HOST = "Host: localhost\r\n";
  private static final String POST =
      "POST /v2/things HTTP/1.1\r\n" + HOST + "Content-Type: application/json\r\n";
  private static final String HELD = "GET /v2/held?millis=30 HTTP/1.1\r\n" + HOST;

  private static final String BUNDLE = "/webjars/swagger-ui/swagger-ui-bundle.js";
  private static final List<String> FILES =
      List.of(
          "/webjars/swagger-ui/swagger-ui.css",
          "/openapi/cart-v2.yaml",
          "/swagger-ui",
          "/docs/migrating-to-v2");

  private static EdgeServer server;

  @BeforeAll
  static void start() {
    server = EdgeServer.start();
    assertThat(server.get("/v2/things/1").status()).isEqualTo(200);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** What a client sends before it leaves, part by part. */
  enum Client {
    HALF_A_HEAD("GET /v2/things/1 HTTP/1.1\r\nHo"),
    A_HEAD_THAT_IS_TOO_LARGE("GET / HTTP/1.1\r\n" + HOST + "X: " + "x".repeat(10_000) + "\r\n\r\n"),
    A_LINE_THAT_IS_TOO_LONG("GET /" + "x".repeat(10_000) + " HTTP/1.1\r\n" + HOST + "\r\n"),
    NO_HTTP("nonsense\r\n\r\n"),
    TLS("\u0016\u0003\u0001\u0000\u00f1\u0001\u0000\u0000\u00ed\u0003\u0003"),
    HALF_A_BODY(POST + "Content-Length: 100\r\n\r\n{\"name\":"),
    HALF_A_CHUNK(POST + "Transfer-Encoding: chunked\r\n\r\n20\r\n{\"na"),
    A_BODY_THAT_IS_EXPECTED(POST + "Content-Length: 14\r\nExpect: 100-continue\r\n\r\n"),
    A_WHOLE_REQUEST(POST + "Content-Length: 14\r\n\r\n{\"name\": \"ab\"}"),
    A_BODY_THAT_IS_TOO_LARGE(
        POST + "Content-Length: 100000\r\n\r\n", "x".repeat(20_000), "x".repeat(20_000)),
    A_BODY_THAT_NOBODY_READS(
        POST.replace("things", "nothing") + "Content-Length: 100000\r\n\r\n", "x".repeat(20_000)),
    A_REQUEST_THAT_TAKES_TIME(HELD + "\r\n"),
    TWO_AT_ONCE(HELD + "\r\n" + HELD + "\r\n"),
    NO_HTTP_AFTER_A_REQUEST(HELD + "\r\n", "nonsense\r\n\r\n");

    @SuppressWarnings("ImmutableEnumChecker") // it is
    private final List<String> parts;

    Client(String... parts) {
      this.parts = List.of(parts);
    }
  }

  @ParameterizedTest
  @EnumSource
  void wherever_a_client_leaves_nothing_is_wrong(Client client, CapturedOutput output)
      throws InterruptedException {
    for (int visit = 0; visit < 40; visit++) {
      try (RawConnection connection = RawConnection.to(server.port(), Duration.ofSeconds(20))) {
        for (String part : client.parts) {
          if (!connection.trySend(part)) {
            break;
          }
        }
        Thread.sleep(visit % 4 * 2L);
        if (visit % 2 == 0) {
          connection.abort();
        }
      }
    }
    Thread.sleep(100);

    assertThat(server.get("/v2/things/1").status()).isEqualTo(200);
    assertThat(LogWatch.complaints(output)).isEmpty();
  }

  /**
   * A file that is read from a jar while it is sent is closed under its reader by a client that
   * leaves, and Java hands what it was unpacked with to the next reader, whose file is then broken.
   */
  @Test
  void who_leaves_in_the_middle_of_a_file_breaks_nobody_elses_file(CapturedOutput output) {
    for (String path : FILES) {
      String whole = server.get(path).body();
      for (int visit = 0; visit < 100; visit++) {
        try (RawConnection leaving = RawConnection.to(server.port(), Duration.ofSeconds(20))) {
          leaving.send("GET " + BUNDLE + " HTTP/1.1\r\n" + HOST + "\r\n");
          leaving.read(1 + visit);
          leaving.abort();
        }
        assertThat(server.get(path).body()).as(path).isEqualTo(whole);
      }
    }

    assertThat(LogWatch.complaints(output)).isEmpty();
  }
}
