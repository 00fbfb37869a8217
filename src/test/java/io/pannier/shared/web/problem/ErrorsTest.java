package io.pannier.shared.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.shared.web.EdgeController;
import io.pannier.shared.web.EdgeServer;
import io.pannier.testkit.Await;
import io.pannier.testkit.LogWatch;
import io.pannier.testkit.RawConnection;
import io.pannier.testkit.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.reactive.error.ErrorWebExceptionHandler;

/** What is refused before the business is asked, and what fails in spite of it. */
@ExtendWith(OutputCaptureExtension.class)
class ErrorsTest {

  private static final String JSON = "Content-Type: application/json\r\n";
  private static final String LARGE = "{\"name\": \"" + "n".repeat(20_000) + "\"}";

  private static final EdgeServer SERVER = EdgeServer.usual();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET    | /v2/nothing   | ''                                | ''   | 404 | not-found",
        "POST   | /             | ''                                | ''   | 405 | method-not-allowed",
        "POST   | /v2/nothing   | ''                                | ''   | 404 | not-found",
        "GET    | /v2/nothing/x.html | Accept: text/html            | ''   | 404 | not-found",
        "GET    | /v2/things/a/b | Accept: image/png                | ''   | 404 | not-found",
        "DELETE | /v2/things/1  | ''                                | ''   | 405 | method-not-allowed",
        "GET    | /v2/things    | ''                                | ''   | 405 | method-not-allowed",
        "BREW   | /v2/things    | ''                                | ''   | 405 | method-not-allowed",
        "TRACE  | /v2/things    | ''                                | ''   | 405 | method-not-allowed",
        "GET    | /v2/things/1  | Accept: text/html                 | ''   | 406 | not-acceptable",
        "GET    | /v2/things/1  | Accept: image/png                 | ''   | 406 | not-acceptable",
        "GET    | /v2/things/1  | Accept: what?                     | ''   | 406 | not-acceptable",
        "POST   | /v2/things    | Content-Type: text/plain          | {}   | 415 | unsupported-media-type",
        "POST   | /v2/things    | Content-Type: application/xml     | {}   | 415 | unsupported-media-type",
        "POST   | /v2/things    | Content-Type: json                | {}   | 415 | unsupported-media-type",
        "POST   | /v2/things    | ''                                | {}   | 415 | unsupported-media-type",
        "POST   | /v2/things    | Content-Type: application/json    | ''   | 400 | malformed-request",
        "POST   | /v2/things    | ''                                | ''   | 400 | malformed-request",
        "PUT    | /v2/things/1  | Content-Type: application/json    | ''   | 400 | malformed-request",
        "POST   | /v2/things    | Content-Type: application/json    | {    | 400 | malformed-request",
        "POST   | /v2/things    | Content-Type: application/json    | []   | 400 | malformed-request",
        "POST   | /v2/things    | Content-Type: application/json    | {}   | 400 | invalid-request",
        "GET    | /v2/typed     | ''                                | ''   | 400 | invalid-request",
        "GET    | /v2/typed?size=x | ''                             | ''   | 400 | invalid-request",
        "GET    | /v2/typed?size=1 | X-Size: x                      | ''   | 400 | invalid-request",
        "GET    | /v2/either    | ''                                | ''   | 400 | invalid-request",
        "GET    | /v2/broken    | ''                                | ''   | 500 | internal-error",
        "GET    | /v2/broken    | Accept: text/html, */*            | ''   | 500 | internal-error",
        "GET    | /actuator/prometheus | ''                                | ''   | 401 | unauthenticated",
      })
  void are_problem_documents(
      String method, String target, String header, String body, int status, String code) {
    Reply reply = SERVER.send(method, target, header.isEmpty() ? "" : header + "\r\n", body);

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.contentType()).isEqualTo("application/problem+json");
    assertThat(reply.code()).isEqualTo(code);
    assertThat(reply.json().get("type").asText()).isEqualTo("/problems/" + code);
    assertThat(reply.json().get("status").asInt()).isEqualTo(status);
    assertThat(reply.json().get("title").asText()).isNotBlank();
    assertThat(reply.json().get("detail").asText()).isNotBlank();
    assertThat(reply.json().get("instance").asText()).isEqualTo(target.replaceAll("\\?.*", ""));
    assertThat(reply.json().get("traceId").asText()).isEqualTo(reply.header("X-Trace-Id"));
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
  }

  @ParameterizedTest
  @CsvSource({
    "refused, 403, true",
    "refused, 403, false",
    "broken, 500, true",
    "broken, 500, false",
    "late, 504, true",
    "late, 504, false",
  })
  void say_that_something_may_have_changed_whatever_the_problem_is(
      String way, int status, boolean changed) {
    Reply reply = SERVER.get("/v2/failing?way=" + way + "&changed=" + changed);

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.json().get("detail").asText().contains("The change may have happened."))
        .isEqualTo(changed);
  }

  @Test
  void a_wrong_method_is_told_the_right_ones() {
    assertThat(SERVER.send("DELETE", "/v2/things/1", "", "").header("Allow").split(", *"))
        .containsExactlyInAnyOrder("GET", "HEAD", "PUT");
    assertThat(SERVER.get("/v2/things").header("Allow").split(", *")).containsExactly("POST");
  }

  @Test
  void options_are_answered_with_the_methods() {
    Reply reply = SERVER.send("OPTIONS", "/v2/things", "", "");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Allow")).contains("POST", "OPTIONS");
    assertThat(SERVER.send("OPTIONS", "/v2/nothing", "", "").status()).isEqualTo(404);
  }

  @Test
  void a_head_is_answered_without_a_body() {
    try (RawConnection connection = SERVER.connect()) {
      assertThat(connection.request("HEAD", "/v2/nothing", "", "").status()).isEqualTo(404);
      assertThat(connection.request("HEAD", "/v2/things/1", "", "").status()).isEqualTo(200);
      assertThat(connection.request("HEAD", "/v2/broken", "", "").status()).isEqualTo(500);
      assertThat(connection.request("GET", "/v2/things/1", "", "").body())
          .isEqualTo("{\"id\":\"1\"}");
    }
  }

  @Test
  void every_offender_is_named() {
    Reply reply =
        SERVER.post(
            "/v2/things", "{\"quantity\": 1.0, \"tags\": [null, \"ok\", 3], \"version\": 1}");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.offenders())
        .containsExactlyInAnyOrder("name", "quantity", "tags[0]", "tags[2]", "version");
  }

  @Test
  void a_parameter_that_is_missing_or_of_another_type_is_named() {
    assertThat(SERVER.get("/v2/typed").offenders()).containsExactly("size");
    assertThat(SERVER.get("/v2/typed?size=big").offenders()).containsExactly("size");
    assertThat(SERVER.get("/v2/typed?size=1", "X-Size: big").offenders()).containsExactly("X-Size");
    assertThat(SERVER.get("/v2/either").offenders()).containsExactly("upc");
  }

  @Test
  void a_defect_tells_nothing_and_is_logged_once_with_its_trace(CapturedOutput output) {
    Reply reply = SERVER.get("/v2/broken");

    assertThat(reply.body()).doesNotContain("hunter2", "IllegalState", "java", "internal:");
    assertThat(output.getAll().split("password=hunter2", -1)).hasSize(2);
    assertThat(output.getAll()).contains("trace " + reply.header("X-Trace-Id"));
  }

  @Test
  void an_error_of_the_machine_is_a_defect_too() {
    Reply reply = SERVER.get("/v2/thrown");

    assertThat(reply.status()).isEqualTo(500);
    assertThat(reply.body()).doesNotContain("Secret", "StackOverflow");
  }

  @Test
  void an_answer_that_fails_halfway_is_cut_off_and_not_followed_by_another(CapturedOutput output) {
    try (RawConnection connection = SERVER.connect()) {
      connection.send("GET /v2/half HTTP/1.1\r\nHost: localhost\r\n\r\n");

      assertThat(connection.isClosedByServer()).isTrue();
    }
    assertThat(SERVER.get("/v2/things/1").status()).isEqualTo(200);
    assertThat(output.getAll()).doesNotContain("internal-error");
  }

  @Test
  void an_error_that_cannot_be_told_ends_the_request_once(CapturedOutput output) {
    Reply reply = SERVER.get("/broken-form/x");

    assertThat(reply.status()).isEqualTo(500);
    assertThat(reply.body()).isEmpty();
    assertThat(reply.header("X-Trace-Id")).hasSize(32);
    assertThat(output.getAll().split("IllegalStateException: form=broken", -1)).hasSize(2);
  }

  @Test
  void there_is_no_other_form_of_errors() {
    assertThat(SERVER.bean(ErrorWebExceptionHandler.class)).isInstanceOf(ErrorHandler.class);
  }

  @Test
  void a_declared_length_over_the_limit_is_refused_without_waiting_for_the_body() {
    for (String expect : List.of("", "Expect: 100-continue\r\n")) {
      try (RawConnection connection = SERVER.connect()) {
        connection.send(
            "POST /v2/things HTTP/1.1\r\nHost: localhost\r\n"
                + JSON
                + expect
                + "Content-Length: 1000000\r\n\r\n");
        Reply reply = connection.reply();

        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.code()).isEqualTo("body-too-large");
        assertThat(connection.isClosedByServer()).isTrue();
      }
    }
  }

  @Test
  void a_body_that_is_too_large_is_refused_however_it_comes() {
    assertThat(SERVER.post("/v2/things", LARGE).code()).isEqualTo("body-too-large");
    try (RawConnection connection = SERVER.connect()) {
      connection.send(
          "POST /v2/things HTTP/1.1\r\nHost: localhost\r\n"
              + JSON
              + "Transfer-Encoding: chunked\r\n\r\n"
              + Integer.toHexString(LARGE.length())
              + "\r\n"
              + LARGE
              + "\r\n");
      Reply reply = connection.reply();

      assertThat(reply.status()).isEqualTo(413);
      assertThat(reply.code()).isEqualTo("body-too-large");
    }
  }

  @Test
  void a_body_at_the_limit_is_read() {
    String start = "{\"name\": \"";
    String body = start + "n".repeat(16 * 1024 - start.length() - 2) + "\"}";

    assertThat(SERVER.post("/v2/things", body).status()).isEqualTo(200);
    assertThat(SERVER.post("/v2/things", body + " ").status()).isEqualTo(413);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//",
        "//evil.example/x",
        "///",
        "/a:b",
        "/..%2f..%2fetc",
        "/%2e%2e/x",
        "/;x=1",
        "/a%20b",
        "/%00",
        "/%ff",
        "/a//b",
        "/v2/",
        "/%E2%82%AC",
        "/v2/things/..%2f..%2fetc/x",
        "/webjars/../x",
        "/v2;a=b/things/1",
        "/v2/things/1;x=1",
        "/v2/things/1;",
        "//v2/things/1",
        "/v2//things/1",
        "/v2/things/1/",
        "/v2/./things/1",
        "/v2/x/../things/1",
        "/v2/things/.",
        "/v2/things/..",
        "/v2/things/%2e%2E",
        "/v2/things/1%2E",
        "/v2%2fthings/1",
        "/v2/things%2F1",
        "/v2%5cthings/1",
        "/v2/things/a%5Cb",
        "/v2/things/1%00",
        "/v2/things/1%0d%0aX",
        "/v2/things/1%7f",
        "/v2/things/1%3bx=1",
        "/v2/things/%252e%252e",
        "/v2/things/1%25",
        "/actuator//health",
        "/actuator/health/",
        "/actuator/./health",
        "/x/../actuator/prometheus",
        "/actuator;x/health",
        "/actuator;x/prometheus",
        "/actuator%2fprometheus",
        "/actuator//prometheus",
        "//actuator/prometheus",
        "/problems/..",
        "/problems/not-found;x",
        "/problems//not-found",
        "/openapi/product-v2.yaml;x",
        "/openapi/..%2fapplication.yaml",
        "/swagger-ui/",
        "/webjars/swagger-ui/..;/x"
      })
  void an_odd_path_is_only_a_path_that_does_not_exist(String path) {
    Reply reply = SERVER.get(path + "?x=/..;");

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.code()).isEqualTo("not-found");
    assertThat(reply.json().get("instance").asText()).startsWith("/").doesNotStartWith("//");
  }

  /** The same octets in another spelling (RFC 3986, section 6.2.2.2), and the query is no path. */
  @ParameterizedTest
  @ValueSource(strings = {"/v2/%74hings/%31", "/v2/things/1?x=//;%2f..", "/v2/things/a:b@c,d=e"})
  void a_path_that_is_only_unusual_is_served(String path) {
    assertThat(SERVER.get(path).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/a|b", "/a\"b", "/a<b>", "/a%zz", "/a%", "/v2/typed?size=%zz", "/a\\b", "/a^b"})
  void a_path_that_is_no_path_is_refused_by_the_server_itself(String path) {
    assertThat(SERVER.get(path).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /v2/things/1 HTTP/1.1\r\nHost: a:b:c\r\n\r\n",
        "GET /v2/things/1 HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
        "GET /v2/things/1 HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        "GET\r\n\r\n",
        "\u0000\u0001\u0002\r\n\r\n",
      })
  void what_is_not_http_is_refused_by_the_server_itself(String request) {
    try (RawConnection connection = SERVER.connect()) {
      connection.send(request);

      assertThat(connection.reply().status()).isBetween(400, 505).isNotEqualTo(500);
    }
  }

  @Test
  void a_head_larger_than_the_limits_is_refused_by_the_server_itself() {
    assertThat(SERVER.get("/v2/things/" + "x".repeat(3900)).status()).isEqualTo(200);
    assertThat(SERVER.get("/v2/things/" + "x".repeat(4200)).status()).isEqualTo(414);
    assertThat(SERVER.get("/v2/things/1", "X-Large: " + "x".repeat(7500)).status()).isEqualTo(200);
    assertThat(SERVER.get("/v2/things/1", "X-Large: " + "x".repeat(8300)).status()).isEqualTo(431);
  }

  @Test
  void a_client_that_goes_away_is_no_defect(CapturedOutput output) throws InterruptedException {
    for (boolean politely : List.of(true, false)) {
      RawConnection halfSent = SERVER.connect();
      halfSent.send(
          "POST /v2/things HTTP/1.1\r\nHost: localhost\r\n"
              + JSON
              + "Content-Length: 100\r\n\r\n{\"name\"");
      RawConnection waiting = SERVER.connect();
      waiting.send("GET /v2/held HTTP/1.1\r\nHost: localhost\r\n\r\n");
      EdgeController controller = SERVER.bean(EdgeController.class);
      Await.until(() -> controller.inFlight.get() == 1);
      Thread.sleep(100);
      if (politely) {
        halfSent.close();
        waiting.close();
      } else {
        halfSent.abort();
        waiting.abort();
      }
      Await.until(() -> controller.inFlight.get() == 0);
    }
    Thread.sleep(200);

    assertThat(LogWatch.complaints(output)).isEmpty();
  }
}
