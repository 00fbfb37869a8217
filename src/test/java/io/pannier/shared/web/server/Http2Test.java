package io.pannier.shared.web.server;

import static io.netty.handler.codec.http2.Http2FrameTypes.CONTINUATION;
import static io.netty.handler.codec.http2.Http2FrameTypes.DATA;
import static io.netty.handler.codec.http2.Http2FrameTypes.HEADERS;
import static io.netty.handler.codec.http2.Http2FrameTypes.PING;
import static io.netty.handler.codec.http2.Http2FrameTypes.RST_STREAM;
import static io.netty.handler.codec.http2.Http2FrameTypes.SETTINGS;
import static io.netty.handler.codec.http2.Http2FrameTypes.WINDOW_UPDATE;
import static io.pannier.shared.web.server.RawHttp2.END_HEADERS;
import static io.pannier.shared.web.server.RawHttp2.END_STREAM;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpMethod;
import io.pannier.shared.web.EdgeController;
import io.pannier.shared.web.EdgeServer;
import io.pannier.testkit.Await;
import io.pannier.testkit.LogWatch;
import io.pannier.testkit.RawConnection;
import io.pannier.testkit.Reply;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;

/** HTTP/2 without TLS, as balancers speak it, beside HTTP/1.1 on one port. */
@ExtendWith(OutputCaptureExtension.class)
class Http2Test {

  private static final Duration ARRIVAL = Duration.ofSeconds(2);
  private static final Duration SOON_AFTER = ARRIVAL.plusMillis(1500);
  private static final int PLACES = 8;
  private static final int OPEN = 1 << 20;

  private static EdgeServer server;

  @BeforeAll
  static void start() {
    server =
        EdgeServer.start(
            "server.http2.enabled=true",
            "pannier.admission.max-in-flight=" + PLACES,
            "pannier.request.idle-timeout=500ms",
            "pannier.request.read-timeout=1s",
            "pannier.request.arrival-timeout=" + ARRIVAL.toMillis() + "ms",
            "pannier.response.idle-timeout=1s",
            "pannier.response.write-timeout=3s",
            "server.netty.idle-timeout=5s");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static RawHttp2 connect(int window) {
    return RawHttp2.over(server.connect(), window);
  }

  private static HttpClient client(HttpProtocol... protocols) {
    return HttpClient.create().port(server.port()).protocol(protocols);
  }

  private static Reply send(HttpClient client, String method, String target, String body) {
    return client
        .headers(headers -> headers.set("Content-Type", "application/json"))
        .request(HttpMethod.valueOf(method))
        .uri(target)
        .send(
            body.isEmpty() ? Mono.empty() : Mono.just(Unpooled.copiedBuffer(body.getBytes(UTF_8))))
        .responseSingle(
            (response, content) ->
                content
                    .asString()
                    .defaultIfEmpty("")
                    .map(
                        text -> {
                          HttpHeaders headers = new HttpHeaders();
                          response
                              .responseHeaders()
                              .forEach(header -> headers.add(header.getKey(), header.getValue()));
                          return new Reply(response.status().code(), headers, text);
                        }))
        .blockOptional(Duration.ofSeconds(10))
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "200, GET, /v2/things/1, ''",
    "200, HEAD, /v2/things/1, ''",
    "200, POST, /v2/things, '{\"name\": \"lamp\"}'",
    "400, POST, /v2/things, '{'",
    "404, GET, /v2/nothing, ''",
    "404, GET, /v1/nothing, ''",
    "405, DELETE, /v2/things, ''",
    "500, GET, /v2/broken, ''",
    "200, GET, /actuator/health, ''",
    "200, GET, /openapi, ''",
    "200, GET, /openapi/product-v2.yaml, ''",
  })
  void requests_are_answered_as_over_http11(int status, String method, String target, String body) {
    for (HttpClient client :
        List.of(client(HttpProtocol.H2C), client(HttpProtocol.HTTP11, HttpProtocol.H2C))) {
      Reply reply = send(client, method, target, body);
      Reply before = send(client(HttpProtocol.HTTP11), method, target, body);

      assertThat(reply.status()).isEqualTo(status).isEqualTo(before.status());
      assertThat(reply.contentType()).isEqualTo(before.contentType());
      assertThat(reply.body()).hasSameSizeAs(before.body());
    }
  }

  @Test
  void large_bodies_are_refused() {
    String tooLarge = "x".repeat(20_000);

    assertThat(send(client(HttpProtocol.H2C), "POST", "/v2/things", tooLarge).code())
        .isEqualTo("body-too-large");
  }

  @Test
  void request_lines_and_headers_are_bounded() {
    try (RawHttp2 connection = connect(OPEN)) {
      connection.get(1, "/v2/things/1?x=" + "x".repeat(4_000));
      assertThat(connection.status(1)).isEqualTo(200);
      connection.get(3, "/v2/things/1?x=" + "x".repeat(4_200));
      assertThat(connection.status(3)).isEqualTo(414);
      connection.request(
          5, END_STREAM | END_HEADERS, "GET", "/v2/things/1", "x-large", "x".repeat(9_000));
      assertThat(connection.status(5)).isEqualTo(431);
      connection.get(7, "/v2/things/1");
      assertThat(connection.status(7)).isEqualTo(200);
    }
  }

  @Test
  void many_streams_share_a_connection() {
    List<Integer> statuses =
        Flux.range(1, 200)
            .flatMap(
                i ->
                    client(HttpProtocol.H2C)
                        .get()
                        .uri("/actuator/health?" + i)
                        .responseSingle(
                            (response, content) ->
                                content.then(Mono.just(response.status().code()))),
                50)
            .collectList()
            .block(Duration.ofSeconds(20));

    assertThat(statuses).hasSize(200).containsOnly(200);
  }

  @Test
  void streams_of_one_connection_are_bounded() {
    try (RawHttp2 connection = connect(OPEN)) {
      byte[] settings = connection.next(SETTINGS, 0).payload();
      List<String> values = new ArrayList<>();
      for (int at = 0; at < settings.length; at += 6) {
        var setting = ByteBuffer.wrap(settings, at, 6);
        values.add(setting.getShort() + "=" + setting.getInt());
      }
      assertThat(values).contains("3=100", "6=8192"); // streams at once, bytes of headers
    }
  }

  @Test
  void streams_that_are_reset_again_and_again_end_the_connection(CapturedOutput output)
      throws InterruptedException {
    try (RawHttp2 connection = connect(OPEN)) {
      Await.until(
          () -> {
            for (int stream = 1; stream < 2_000; stream += 2) {
              if (!connection.trySend(
                      HEADERS,
                      END_STREAM | END_HEADERS,
                      stream,
                      RawHttp2.block("GET", "/v2/held?millis=50"))
                  || !connection.trySend(RST_STREAM, 0, stream, new byte[] {0, 0, 0, 8})) {
                return true;
              }
            }
            return connection.isClosedByServer();
          });
    }
    Await.until(() -> server.bean(EdgeController.class).inFlight.get() == 0);
    assertThat(server.get("/v2/things/1").status()).isEqualTo(200);
    assertThat(LogWatch.complaints(output)).isEmpty();
  }

  @Test
  void pings_that_nobody_reads_the_answers_of_end_the_connection(CapturedOutput output)
      throws InterruptedException {
    try (RawHttp2 connection = RawHttp2.over(server.connectWithSmallWindow(), OPEN)) {
      byte[] pings = new byte[0];
      for (int i = 0; i < 100; i++) {
        pings = concat(pings, RawHttp2.frame(PING, 0, 0, new byte[8]));
      }
      String flood = new String(pings, ISO_8859_1);
      Await.until(() -> !connection.trySendRaw(flood));
    }
    assertThat(LogWatch.complaints(output)).isEmpty();
  }

  @Test
  void what_is_begun_and_not_ended_is_cut() {
    byte[] head = RawHttp2.frame(HEADERS, END_STREAM, 1, RawHttp2.block("GET", "/v2/things/1"));
    List<RawConnection> open = new ArrayList<>();
    long begun = System.nanoTime();
    for (byte[] bytes :
        List.of(
            "PRI * HT".getBytes(UTF_8),
            RawHttp2.PREFACE.getBytes(UTF_8),
            begin(new byte[] {0, 0, 4}), // a frame's head that is not complete
            begin(RawHttp2.frame(DATA, 0, 1, new byte[10]), 15), // a frame that is not complete
            begin(head), // headers that end in no CONTINUATION
            begin(concat(head, RawHttp2.frame(CONTINUATION, 0, 1))))) {
      RawConnection connection = server.connect();
      connection.send(bytes);
      open.add(connection);
    }
    RawConnection upgraded = server.connect();
    upgraded.send(
        String.join(
            "\r\n",
            "GET /v2/things/1 HTTP/1.1",
            "Host: localhost",
            "Connection: Upgrade, HTTP2-Settings",
            "Upgrade: h2c",
            "HTTP2-Settings: AAMAAABkAAQAAP__",
            "",
            ""));
    assertThat(upgraded.reply(false).status()).isEqualTo(101);
    open.add(upgraded);
    open.forEach(connection -> assertThat(connection.isClosedByServer()).isTrue());

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isBetween(ARRIVAL, SOON_AFTER);
  }

  private static byte[] begin(byte[] frames) {
    return begin(frames, frames.length);
  }

  private static byte[] begin(byte[] frames, int count) {
    return concat(
        concat(RawHttp2.PREFACE.getBytes(UTF_8), RawHttp2.frame(SETTINGS, 0, 0)),
        Arrays.copyOf(frames, count));
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  @Test
  void a_head_that_trickles_is_cut() throws InterruptedException {
    try (RawHttp2 connection = connect(OPEN)) {
      connection.request(1, END_STREAM, "GET", "/v2/things/1");
      int sent = 0;
      while (connection.trySend(CONTINUATION, 0, 1, (byte) 0x82) && sent < 60) {
        sent++;
        Thread.sleep(200);
      }
      assertThat(sent).isBetween(5, 30);
    }
  }

  @Test
  void a_body_that_never_comes_is_refused_and_its_stream_ended() {
    try (RawHttp2 connection = connect(OPEN)) {
      connection.request(1, END_HEADERS, "POST", "/v2/things", "content-type", "application/json");
      assertThat(connection.status(1)).isEqualTo(408);
      connection.request(3, END_HEADERS, "POST", "/v2/nothing", "content-length", "10");
      assertThat(connection.status(3)).isEqualTo(404);
      assertThat(connection.next(RST_STREAM, 3).payload()).hasSize(4);
      connection.get(5, "/v2/things/1");
      assertThat(connection.status(5)).isEqualTo(200);
    }
  }

  @Test
  void a_connection_that_pauses_between_requests_is_kept_and_one_that_idles_is_closed()
      throws InterruptedException {
    try (RawHttp2 connection = connect(OPEN)) {
      Thread.sleep(SOON_AFTER.toMillis());
      connection.get(1, "/v2/things/1");
      assertThat(connection.status(1)).isEqualTo(200);

      assertThat(connection.isClosedByServer()).isTrue();
    }
  }

  @Test
  void who_never_opens_the_window_keeps_nobody_out_and_loses_the_stream(CapturedOutput output)
      throws InterruptedException {
    try (RawHttp2 connection = connect(0)) {
      IntStream.range(0, 2 * PLACES).forEach(i -> connection.get(2 * i + 1, "/v2/large?kib=64"));
      for (int i = 0; i < 2 * PLACES; i++) {
        Await.until(() -> server.get("/v2/things/1").status() == 200, Duration.ofMillis(500));
      }
      Set<Integer> reset = new HashSet<>();
      while (reset.size() < 2 * PLACES) {
        RawHttp2.Frame frame = connection.next();
        if (frame.type() == RST_STREAM) {
          reset.add(frame.stream());
        }
      }
      connection.send(SETTINGS, 0, 0, new byte[] {0, 4, 0, 0, (byte) 0xff, (byte) 0xff});
      connection.get(1001, "/v2/things/1");
      assertThat(connection.status(1001)).isEqualTo(200);
      assertThat(connection.body(1001)).contains("\"1\"");
    }
    assertThat(LogWatch.complaints(output)).isEmpty();
  }

  @Test
  void one_too_many_is_refused_and_its_connection_goes_on() throws InterruptedException {
    AtomicInteger inFlight = server.bean(EdgeController.class).inFlight;
    try (RawHttp2 connection = connect(65_535)) {
      IntStream.range(0, PLACES).forEach(i -> connection.get(2 * i + 1, "/v2/held"));
      Await.until(() -> inFlight.get() == PLACES);

      connection.get(1001, "/v2/things/1");
      assertThat(connection.status(1001)).isEqualTo(503);
      assertThat(connection.body(1001)).contains("overloaded");
      connection.get(1003, "/actuator/health");
      assertThat(connection.status(1003)).isEqualTo(200);
    }
    Await.until(() -> inFlight.get() == 0);
  }

  @Test
  void who_opens_the_window_byte_by_byte_loses_the_stream() throws InterruptedException {
    Thread opener;
    try (RawHttp2 connection = connect(0)) {
      connection.get(1, "/v2/large?kib=64");
      assertThat(connection.status(1)).isEqualTo(200);
      long begun = System.nanoTime();
      opener =
          new Thread(
              () -> {
                while (connection.trySend(WINDOW_UPDATE, 0, 1, new byte[] {0, 0, 0, 1})) {
                  sleep(100);
                }
              });
      opener.start();
      connection.next(RST_STREAM, 1);
      assertThat(Duration.ofNanos(System.nanoTime() - begun))
          .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(5));
    }
    opener.join();
  }

  @Test
  void who_does_not_read_the_connection_loses_it() throws InterruptedException {
    try (RawHttp2 connection = RawHttp2.over(server.connectWithSmallWindow(), 1 << 30)) {
      connection.trySend(WINDOW_UPDATE, 0, 0, new byte[] {0x3f, 0, 0, 0});
      connection.get(1, "/v2/pieces?kib=4096");

      Await.until(() -> !connection.trySend(PING, 0, 0, new byte[8]), Duration.ofSeconds(4));
    }
  }

  @Test
  void http11_on_the_same_port_is_guarded_as_ever() throws InterruptedException {
    try (RawConnection slowHead = server.connect();
        RawConnection noBody = server.connect();
        RawConnection unread = server.connectWithSmallWindow()) {
      unread.send("GET /v2/large?kib=2048 HTTP/1.1\r\nHost: localhost\r\n\r\n");
      slowHead.send("GET /v2/thi");
      noBody.send("POST /v2/nothing HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n");
      assertThat(noBody.reply().status()).isEqualTo(404);

      Await.until(() -> !unread.trySend(" "), SOON_AFTER);
      assertThat(slowHead.isClosedByServer()).isTrue();
      assertThat(noBody.isClosedByServer()).isTrue();
    }
    Reply large = server.send("POST", "/v2/things", "", "x".repeat(20_000));
    assertThat(large.status()).isEqualTo(413);
    assertThat(server.get("/v2/things/1?x=" + "x".repeat(4_200)).status()).isEqualTo(414);
  }

  @ParameterizedTest
  @ValueSource(strings = {"websocket", "h2c", "h3, h2c"})
  void an_offer_to_speak_another_protocol_may_be_passed_over(String protocol)
      throws InterruptedException {
    try (RawConnection connection = server.connect()) {
      Reply reply =
          connection.request(
              "GET", "/v2/things/1", "Connection: Upgrade\r\nUpgrade: " + protocol + "\r\n", "");
      assertThat(reply.status()).isEqualTo(200);
      Thread.sleep(SOON_AFTER.toMillis());
      assertThat(connection.request("GET", "/v2/things/2", "", "").status()).isEqualTo(200);
    }
  }

  /** Java's own client offers HTTP/2 with the first request of every connection. */
  @Test
  void an_offer_that_comes_with_a_body_is_passed_over_and_the_body_read() throws Exception {
    for (String path : List.of("/v2/things", "/v2/nothing")) {
      HttpResponse<String> reply =
          java.net.http.HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
                      .header("Content-Type", "application/json")
                      .POST(HttpRequest.BodyPublishers.ofString("{\"name\": \"lamp\"}"))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());

      assertThat(reply.statusCode()).isEqualTo(path.endsWith("things") ? 200 : 404);
      assertThat(reply.version()).isEqualTo(java.net.http.HttpClient.Version.HTTP_1_1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | Content-Type: application/json\\r\\nTransfer-Encoding: chunked\\r\\n | d\\r\\n{\"name\": \"n\"}\\r\\n0\\r\\n\\r\\n",
        "400 | Content-Type: application/json\\r\\nTransfer-Encoding: chunked\\r\\n | d\\r\\n{\"name\": \"n\"}\\r\\nzz\\r\\n",
        "501 | Transfer-Encoding: gzip, chunked\\r\\n | 0\\r\\n\\r\\n",
        "400 | Host: other\\r\\n | ''",
        "400 | Host: localhost\\r\\nContent-Length: 0\\r\\n | ''",
        "413 | Content-Type: application/json\\r\\nContent-Length: 20000\\r\\n | {",
      })
  void an_offer_hides_nothing_of_its_request(int status, String headers, String body) {
    try (RawConnection connection = server.connect()) {
      connection.send(
          "POST /v2/things HTTP/1.1\r\nHost: localhost\r\n"
              + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
              + "HTTP2-Settings: AAMAAABkAAQAAP__\r\n"
              + headers.replace("\\r\\n", "\r\n")
              + "\r\n"
              + body.replace("\\r\\n", "\r\n"));

      assertThat(connection.reply().status()).isEqualTo(status);
    }
  }

  /** RFC 9113, section 8.3.1. */
  @ParameterizedTest
  @CsvSource({"localhost, 200", "LOCALHOST, 200", "other, 400", "'', 400", "localhost:80, 400"})
  void what_the_authority_is_may_be_said_twice_if_it_is_the_same(String host, int status) {
    try (RawHttp2 connection = connect(OPEN)) {
      connection.request(1, END_STREAM | END_HEADERS, "GET", "/v2/things/1", "host", host);

      assertThat(connection.status(1)).isEqualTo(status);
    }
  }

  @Test
  void request_under_way_is_answered_before_the_server_ends() throws InterruptedException {
    EdgeServer ending = EdgeServer.start("server.http2.enabled=true");
    try (RawHttp2 connection = RawHttp2.over(ending.connect(), OPEN)) {
      connection.get(1, "/v2/held?millis=1000");
      Await.until(() -> ending.bean(EdgeController.class).inFlight.get() == 1);
      Thread closing = new Thread(ending::close);
      closing.start();

      assertThat(connection.status(1)).isEqualTo(200);
      assertThat(connection.body(1)).contains("millis");
      assertThat(connection.isClosedByServer()).isTrue();
      closing.join();
    }
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
