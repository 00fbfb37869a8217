package io.pannier.shared.web.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.pannier.shared.web.EdgeServer;
import io.pannier.testkit.Await;
import io.pannier.testkit.LogWatch;
import io.pannier.testkit.RawConnection;
import io.pannier.testkit.Reply;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What HTTP asks of a server (RFC 9110, RFC 9112), byte by byte. */
@ExtendWith(OutputCaptureExtension.class)
class HttpConformanceTest {

  private static final String THING = "GET /v2/things/1 HTTP/1.1\r\nHost: localhost\r\n";
  private static final String CHUNKED =
      """
      POST %s HTTP/1.1\r
      Host: localhost\r
      Content-Type: application/json\r
      Transfer-Encoding: chunked\r
      \r
      """;
  private static final DateTimeFormatter IMF_FIXDATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss zzz", Locale.US);

  private static final EdgeServer SERVER = EdgeServer.usual();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET foo/v2/things/1",
        "GET @evil/v2/things/1",
        "GET v2/things/1",
        "GET ?upc=1",
        "GET ftp://localhost/v2/things/1",
        "GET file:///v2/things/1",
        "GET http:/v2/things/1",
        "GET http://",
        "GET http:///v2/things/1",
        "GET http://user@localhost/v2/things/1",
        "GET http://local host/v2/things/1",
        "GET http://localhost:x/v2/things/1",
        "GET http://[::/v2/things/1",
        "GET *",
        "GET localhost:80",
        "CONNECT localhost:80",
        "CONNECT /v2/things/1",
        "GET /v2/things/1#fragment",
        "GET /v2/either?upc=1#fragment",
        "GET /v2/either?upc=%zz",
        "GET /v2/either?upc=1%",
        "GET /v2/either?upc=1%2",
        "GET /v2/either?utm=%u00e9&upc=1",
        "GET /v2/either?upc=a\u007Fb",
        "GET /v2/th|ngs/1",
      })
  void a_target_that_an_origin_server_does_not_serve_is_refused_and_the_connection_closed(
      String line) {
    try (RawConnection connection = SERVER.connect()) {
      connection.send(line + " HTTP/1.1\r\nHost: localhost\r\n\r\n" + THING + "\r\n");
      Reply reply = connection.reply();

      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.body()).isEmpty();
      expectDate(reply);
      assertThat(connection.rest()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost/v2/things/1",
        "HTTP://shop.example:8080/v2/things/1",
        "https://[::1]:8443/v2/things/1?utm_source=mail",
      })
  void a_target_in_absolute_form_is_served(String target) {
    Reply reply = SERVER.get(target);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).isEqualTo("{\"id\":\"1\"}");
  }

  @Test
  void options_of_the_whole_server_are_no_resource() {
    Reply reply = SERVER.send("OPTIONS", "*", "", "");

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.code()).isEqualTo("not-found");
  }

  @Test
  void an_absolute_target_without_a_path_is_the_root() {
    Reply reply = SERVER.get("http://localhost?a=b");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).contains("<h1>Pannier</h1>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a|b", "{a}", "a^b", "a`b", "\"a\"", "<a>", "a\\b", "[a]", "'a'", "größe€"})
  void a_query_with_what_browsers_do_not_escape_is_served(String raw) {
    try (RawConnection connection = SERVER.connect()) {
      connection.send(
          ("GET /v2/either?upc=" + raw + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(UTF_8));
      Reply reply = connection.reply();

      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.json().get("upc").asText()).isEqualTo(raw);
    }
  }

  @Test
  void a_path_outside_of_ascii_does_not_exist() {
    try (RawConnection connection = SERVER.connect()) {
      connection.send("GET /v2/größe HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(UTF_8));
      Reply reply = connection.reply();

      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.json().get("instance").asText()).isEqualTo("/v2/gr%C3%B6%C3%9Fe");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTP/1.1 | ''                                             | 400",
        "HTTP/1.1 | 'Host: a\r\nHost: a\r\n'                       | 400",
        "HTTP/1.0 | 'Host: a\r\nHost: b\r\n'                       | 400",
        "HTTP/1.1 | 'Host:\r\n'                                    | 400",
        "HTTP/1.1 | 'Host: a b\r\n'                                | 400",
        "HTTP/1.1 | 'Host: a/b\r\n'                                | 400",
        "HTTP/1.1 | 'Host: user@a\r\n'                             | 400",
        "HTTP/1.1 | 'Host: a:b\r\n'                                | 400",
        "HTTP/1.1 | 'Host: a:65536\r\n'                            | 400",
        "HTTP/1.1 | 'Host: [::1\r\n'                               | 400",
        "HTTP/1.1 | 'Host: [g::1]\r\n'                             | 400",
        "HTTP/1.1 | 'Host: <a>\r\n'                                | 400",
        "HTTP/1.1 | 'Host: %zz\r\n'                                | 400",
        "HTTP/1.1 | 'Host: a:80:80\r\n'                            | 400",
        "HTTP/1.1 | 'Host: gr\u00F6sse.example\r\n'                | 400",
        "HTTP/1.0 | ''                                             | 200",
        "HTTP/1.1 | 'Host: a\r\n'                                  | 200",
        "HTTP/1.1 | 'Host: a:\r\n'                                 | 200",
        "HTTP/1.1 | 'Host: a_b:8080\r\n'                           | 200",
        "HTTP/1.1 | 'Host: [::1]:8080\r\n'                         | 200",
        "HTTP/1.1 | 'host: 127.0.0.1\r\n'                          | 200",
        "HTTP/1.1 | 'Host: a\r\nTransfer-Encoding: gzip, chunked\r\n' | 501",
        "HTTP/1.1 | 'Host: a\r\nTransfer-Encoding: x\r\nTransfer-Encoding: chunked\r\n' | 501",
        "HTTP/1.1 | 'Host: a\r\nTransfer-Encoding: identity, chunked\r\n' | 501",
        "HTTP/1.1 | 'Host: a\r\nTransfer-Encoding: gzip\r\n'       | 400",
        "HTTP/1.1 | 'Host: a\r\nTransfer-Encoding: gzip\r\nContent-Length: 0\r\n' | 400",
        "HTTP/1.1 | 'Host: a\r\nTransfer-Encoding: identity\r\n'   | 400",
        "HTTP/1.1 | 'Host: a\r\nTransfer-Encoding: xchunked\r\n'   | 400",
        "HTTP/1.1 | 'Host: a\r\nTransfer-Encoding:\r\n'            | 400",
        "HTTP/1.1 | 'Host: a\r\nTransfer-Encoding: chunked, gzip\r\n' | 400",
        "HTTP/1.1 | 'Host: a\r\nTransfer-Encoding: chunked, chunked\r\n' | 400",
        "HTTP/1.1 | 'Host: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n' | 400",
        "HTTP/1.0 | 'Host: a\r\nTransfer-Encoding: chunked\r\n'    | 400",
        "HTTP/1.1 | 'Host: a\r\nContent-Length: 0\r\nContent-Length: 7\r\n' | 400",
        "HTTP/1.1 | 'Host: a\r\nContent-Length: 0, 0\r\n'          | 400",
        "HTTP/1.1 | 'Host: a\r\nContent-Length: +0\r\n'            | 400",
        "HTTP/1.1 | 'Host : a\r\n'                                 | 400",
        "HTTP/1.1 | 'Host: a\r\nno colon\r\n'                      | 400",
        "HTTP/2.0 | 'Host: a\r\n'                                  | 400",
        "HTTP/9   | 'Host: a\r\n'                                  | 400",
      })
  void a_head_is_held_to_the_rules(String version, String headers, int status) {
    try (RawConnection connection = SERVER.connect()) {
      connection.send("GET /v2/things/1 " + version + "\r\n" + headers + "\r\n");
      Reply reply = connection.reply();

      assertThat(reply.status()).isEqualTo(status);
      expectDate(reply);
      if (status != 200) {
        assertThat(reply.header("Connection")).isEqualTo("close");
        assertThat(connection.isClosedByServer()).isTrue();
      }
    }
  }

  @Test
  void what_follows_a_refused_request_is_no_request() {
    try (RawConnection connection = SERVER.connect()) {
      connection.send(
          "GET /v2/held?millis=200 HTTP/1.1\r\nHost: localhost\r\n\r\n"
              + "POST /v2/things HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: foo, chunked\r\n"
              + "\r\n"
              + THING
              + "\r\n"
              + "GET foo HTTP/1.1\r\n\r\n");

      assertThat(connection.reply().status()).isEqualTo(200);
      assertThat(connection.reply().status()).isEqualTo(501);
      assertThat(connection.rest()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/2.0",
        "GET / HTTP/3.0",
        "GET / HTTP/0.9",
        "GET foo HTTP/1.1",
        "nonsense"
      })
  void a_refusal_does_not_overtake_the_answer_before_it(String line) {
    try (RawConnection connection = SERVER.connect()) {
      connection.send("GET /v2/held?millis=200 HTTP/1.1\r\nHost: localhost\r\n\r\n");
      connection.send(line + "\r\nHost: localhost\r\n\r\n");

      assertThat(connection.reply().status()).isEqualTo(200);
      if (!line.equals("nonsense")) { // which is no request, and only closes the connection
        assertThat(connection.reply().status()).isEqualTo(400);
      }
      assertThat(connection.rest()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zz\r\n{}\r\n0\r\n\r\n",
        "2\r\n{}xx0\r\n\r\n",
        "-2\r\n{}\r\n0\r\n\r\n",
        "\r\n{}\r\n",
        "ffffffffff\r\n{}",
        "2\r\n{}\r\n0\r\nno colon\r\n\r\n",
      })
  void a_malformed_chunk_is_a_malformed_request(String chunks, CapturedOutput output)
      throws InterruptedException {
    double before = answered("/v2/things", "400");
    try (RawConnection connection = SERVER.connect()) {
      connection.send(CHUNKED.formatted("/v2/things") + chunks);
      Reply reply = connection.reply();

      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.contentType()).isEqualTo("application/problem+json");
      assertThat(reply.header("Connection")).isEqualTo("close");
      expectDate(reply);
      assertThat(connection.isClosedByServer()).isTrue();
    }
    Await.until(() -> answered("/v2/things", "400") - before == 1);
    assertThat(LogWatch.complaints(output)).isEmpty();
  }

  @Test
  void a_malformed_chunk_that_nobody_reads_ends_the_connection(CapturedOutput output) {
    try (RawConnection connection = SERVER.connect()) {
      connection.send(CHUNKED.formatted("/v2/nothing") + "2\r\n{}\r\n");
      assertThat(connection.reply().status()).isEqualTo(404);
      connection.send("zz\r\n");

      assertThat(connection.rest()).isEmpty();
    }
    try (RawConnection connection = SERVER.connect()) {
      connection.send(CHUNKED.formatted("/v2/nothing") + "zz\r\n{}\r\n");

      assertThat(connection.reply().status()).isEqualTo(404);
      assertThat(connection.rest()).isEmpty();
    }
    assertThat(LogWatch.complaints(output)).isEmpty();
  }

  /** The good one is answered, whatever comes behind it. */
  @Test
  void a_malformed_chunk_does_not_spoil_the_request_before_it() {
    try (RawConnection connection = SERVER.connect()) {
      connection.send(
          "GET /v2/held?millis=200 HTTP/1.1\r\nHost: localhost\r\n\r\n"
              + CHUNKED.formatted("/v2/things")
              + "d\r\n{\"name\": \"n\"}\r\nzz\r\n");

      assertThat(connection.reply().status()).isEqualTo(200);
      assertThat(connection.reply().status()).isEqualTo(400);
      assertThat(connection.isClosedByServer()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Content-Length: 0\r\n",
        "Content-Type: application/json\r\n",
        "Content-Type: application/json\r\nContent-Length: 0\r\n",
        "Content-Type: text/plain\r\nContent-Length: 0\r\n",
        "Transfer-Encoding: chunked\r\n",
        "Transfer-Encoding: Chunked\r\nContent-Type: application/json\r\n",
        "Transfer-Encoding: chunked\r\nContent-Type: text/plain\r\n",
        "Transfer-Encoding: chunked\r\nTrailer: X-End\r\n",
        "Content-Encoding: gzip\r\nContent-Length: 0\r\n",
      })
  void a_body_that_is_optional_may_be_empty_however_it_is_framed(String headers) {
    try (RawConnection connection = SERVER.connect()) {
      String end = headers.startsWith("Transfer-Encoding") ? "0\r\n\r\n" : "";
      for (int i = 0; i < 2; i++) {
        connection.send("POST /v2/maybe HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n" + end);

        assertThat(connection.reply().body()).isEqualTo("{\"length\":0}");
      }
    }
  }

  @Test
  void a_body_that_is_optional_is_json_where_there_is_one() {
    assertThat(SERVER.post("/v2/maybe", "{}").body()).isEqualTo("{\"length\":2}");
    for (String type : new String[] {"", "Content-Type: text/plain\r\n", "Content-Type: x\r\n"}) {
      Reply refused = SERVER.send("POST", "/v2/maybe", type, "{}");

      assertThat(refused.status()).isEqualTo(415);
      assertThat(refused.code()).isEqualTo("unsupported-media-type");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "gzip, 415",
    "x-gzip, 415",
    "br, 415",
    "'identity, gzip', 415",
    "identity, 200",
    "IDENTITY, 200",
    "'', 200"
  })
  void a_body_in_a_content_coding_is_refused_as_such(String coding, int status) {
    Reply reply =
        SERVER.send(
            "POST",
            "/v2/things",
            "Content-Type: application/json\r\nContent-Encoding: " + coding + "\r\n",
            "{\"name\": \"n\"}");

    assertThat(reply.status()).isEqualTo(status);
    if (status == 415) {
      assertThat(reply.code()).isEqualTo("unsupported-media-type");
      assertThat(reply.header("Accept-Encoding")).isEqualTo("identity");
    }
  }

  /**
   * What is wrong with path or method is said first, and where nothing is read nothing is wrong.
   */
  @Test
  void a_content_coding_counts_where_a_body_is_read() {
    String coded = "Content-Type: application/json\r\nContent-Encoding: gzip\r\n";

    assertThat(SERVER.send("POST", "/v2/nothing", coded, "{}").status()).isEqualTo(404);
    assertThat(SERVER.send("DELETE", "/v2/things/1", coded, "{}").status()).isEqualTo(405);
    assertThat(SERVER.send("GET", "/v2/things/1", coded, "").status()).isEqualTo(200);
  }

  @Test
  void every_answer_has_a_date() {
    for (String path :
        new String[] {
          "/v2/things/1", "/v2/nothing", "/v2/broken", "/actuator/health", "/actuator/env", "//"
        }) {
      expectDate(SERVER.get(path));
    }
    expectDate(SERVER.send("OPTIONS", "/v2/things", "", ""));
    expectDate(SERVER.send("HEAD", "/v2/things/1", "", ""));
    expectDate(SERVER.get("/v2/things/" + "x".repeat(4200)));
    expectDate(SERVER.get("/v2/things/1", "X-Large: " + "x".repeat(8300)));
    try (RawConnection connection = SERVER.connect()) {
      connection.send("GET\r\n\r\n".getBytes(ISO_8859_1));
      expectDate(connection.reply());
    }
  }

  private static void expectDate(Reply reply) {
    assertThat(reply.headers().get("Date")).hasSize(1);
    Instant date = ZonedDateTime.parse(reply.header("Date"), IMF_FIXDATE).toInstant();
    assertThat(date).isBetween(Instant.now().minusSeconds(30), Instant.now().plusSeconds(1));
  }

  private static double answered(String uri, String status) {
    var timer =
        SERVER
            .bean(MeterRegistry.class)
            .find("http.server.requests")
            .tags("uri", uri, "status", status)
            .timer();
    return timer == null ? 0 : timer.count();
  }
}
