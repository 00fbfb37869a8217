package io.pannier.shared.upstream;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.Provenance;
import io.pannier.shared.model.Provenance.Source;
import io.pannier.testkit.RawServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.MediaType;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@ExtendWith(OutputCaptureExtension.class)
class UpstreamClientTest {

  private static final Duration LONG = TestClients.LONG;
  private static final Duration SHORT = Duration.ofMillis(300);

  @RegisterExtension
  static final WireMockExtension upstream =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  /**
   * Its own for each test: WireMock notes a request that was given up only when it would answer.
   */
  private final String path = "/" + UUID.randomUUID();

  private final TestClients clients = new TestClients(2, 10, 5);

  @AfterEach
  void close() {
    clients.close();
  }

  @Test
  void sends_credentials_and_what_is_left_of_the_deadline() {
    upstream.stubFor(get(path).willReturn(okJson("\"seen\"")));

    Answer<String> answer = ask(client(LONG), Deadline.after(Duration.ofSeconds(30)));

    assertThat(answer.known()).contains("\"seen\"");
    LoggedRequest request = upstream.findAll(getRequestedFor(urlEqualTo(path))).get(0);
    assertThat(request.getHeader("X-Api-Key")).isEqualTo("the-key");
    assertThat(request.getHeader("Accept")).isEqualTo("application/json");
    assertThat(Long.parseLong(request.getHeader("X-Request-Timeout-Ms")))
        .isPositive()
        .isLessThanOrEqualTo(30_000);
  }

  @Test
  void a_request_shows_neither_its_headers_nor_its_body() {
    UpstreamRequest request =
        UpstreamRequest.post("/login", MediaType.APPLICATION_JSON, "s3cret".getBytes(UTF_8))
            .header("Authorization", "Bearer s3cret");

    assertThat(request).hasToString("POST /login");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/behind/a%20gateway", "/behind/a%20gateway/"})
  void is_asked_below_its_address(String below) {
    String asked = below.replaceFirst("/$", "") + path;
    upstream.stubFor(get(asked).willReturn(okJson("\"seen\"")));

    Answer<String> answer =
        ask(
            clients.create(URI.create(upstream.baseUrl() + below), LONG),
            Deadline.after(Duration.ofSeconds(30)));

    assertThat(answer.known()).contains("\"seen\"");
    assertThat(upstream.findAll(getRequestedFor(urlEqualTo(asked))))
        .singleElement()
        .extracting(request -> request.getHeader("Host"))
        .isEqualTo("localhost:" + upstream.getPort());
  }

  @ParameterizedTest
  @CsvSource({
    "204, INVALID_ANSWER, 1",
    "201, INVALID_ANSWER, 1",
    "302, INVALID_ANSWER, 1",
    "400, INVALID_ANSWER, 1",
    "404, INVALID_ANSWER, 0",
    "405, INVALID_ANSWER, 1",
    "413, INVALID_ANSWER, 0",
    "414, INVALID_ANSWER, 0",
    "422, INVALID_ANSWER, 1",
    "431, INVALID_ANSWER, 0",
    "401, UPSTREAM_ERROR, 1",
    "403, UPSTREAM_ERROR, 1",
    "429, THROTTLED, 0",
    "500, UPSTREAM_ERROR, 1",
    "502, UPSTREAM_ERROR, 1",
    "503, UPSTREAM_ERROR, 1"
  })
  void every_status_but_200_has_its_reason_and_is_not_tried_again(
      int status, Reason reason, int counted) {
    upstream.stubFor(
        get(path)
            .willReturn(
                aResponse()
                    .withStatus(status)
                    .withHeader("Location", upstream.baseUrl() + path + "/elsewhere")
                    .withHeader("Retry-After", "0")
                    .withHeader("Content-Type", "application/json")
                    .withBody(status == 204 ? "" : "\"seen\"")));

    assertThat(ask(client(LONG))).isEqualTo(Answer.unavailable(reason));

    assertThat(requests()).isEqualTo(1);
    upstream.verify(0, getRequestedFor(urlEqualTo(path + "/elsewhere")));
    assertThat(breaker().getMetrics().getNumberOfFailedCalls()).isEqualTo(counted);
  }

  @Test
  void an_empty_answer_is_invalid() {
    assertInvalid(aResponse().withHeader("Content-Type", "application/json"));
  }

  @Test
  void another_media_type_is_invalid() {
    assertInvalid(aResponse().withHeader("Content-Type", "text/html").withBody("<html>"));
  }

  @Test
  void no_media_type_is_invalid() {
    assertInvalid(aResponse().withBody("\"seen\""));
  }

  @Test
  void nonsense_for_a_media_type_is_invalid() {
    assertInvalid(aResponse().withHeader("Content-Type", "/;;=").withBody("\"seen\""));
  }

  @Test
  void an_answer_that_is_too_large_is_invalid_and_the_questions_fault() {
    upstream.stubFor(get(path).willReturn(tooLarge()));

    assertThat(ask(client(LONG))).isEqualTo(Answer.unavailable(Reason.INVALID_ANSWER));

    assertThat(requests()).isEqualTo(1);
    assertThat(breaker().getMetrics().getNumberOfBufferedCalls()).isZero();
    assertThat(freePermits()).isEqualTo(2);
    assertThat(unavailable("invalid_answer")).isEqualTo(1);
  }

  @Test
  void an_answer_that_says_how_much_too_large_it_is_is_not_waited_for() throws Exception {
    CompletableFuture<Integer> sentAfterwards = new CompletableFuture<>();
    RawServer.Treatment announces =
        socket -> {
          RawServer.readRequest(socket);
          socket
              .getOutputStream()
              .write(
                  "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1025\r\n\r\n"
                      .getBytes(StandardCharsets.ISO_8859_1));
          sentAfterwards.complete(socket.getInputStream().read());
        };
    try (RawServer server = new RawServer(announces)) {
      assertThat(ask(client(LONG, server.address())))
          .isEqualTo(Answer.unavailable(Reason.INVALID_ANSWER));

      assertThat(sentAfterwards.get()).as("the client hangs up").isEqualTo(-1);
      assertThat(server.connections()).isEqualTo(1);
    }
    assertThat(breaker().getMetrics().getNumberOfBufferedCalls()).isZero();
    assertThat(freePermits()).isEqualTo(2);
  }

  @Test
  void what_is_too_large_together_is_asked_again_in_halves() {
    upstream.stubFor(get(urlMatching(path + "/.*")).willReturn(okJson("\"seen\"")));
    upstream.stubFor(get(urlMatching(path + "/(.-){4,}.")).willReturn(tooLarge()));

    Answers<String, String> answers = askAboutEach("a", "b", "c", "d", "e", "f", "g");

    assertThat(answers.asked()).containsExactly("a", "b", "c", "d", "e", "f", "g");
    assertThat(answers.all()).allSatisfy(answer -> assertThat(answer.known()).contains("\"seen\""));
    assertThat(asked()).containsExactly("a-b-c-d-e-f-g", "a-b-c-d", "e-f-g");
    assertThat(breaker().getMetrics().getNumberOfFailedCalls()).isZero();
    assertThat(breaker().getMetrics().getNumberOfSuccessfulCalls()).isEqualTo(2);
    assertThat(
            clients
                .meters()
                .get("pannier.upstream.halved")
                .tag("upstream", "catalog")
                .counter()
                .count())
        .isEqualTo(1);
    assertThat(clients.meters().find("pannier.upstream.unavailable").counters()).isEmpty();
  }

  /** One at a time, the larger before the smaller; so one permit is enough. */
  @Test
  void what_is_too_large_alone_is_an_invalid_answer_and_nothing_else_is() {
    upstream.stubFor(get(urlMatching(path + "/.*")).willReturn(okJson("\"seen\"")));
    upstream.stubFor(get(urlMatching(path + "/.*c.*")).willReturn(tooLarge()));
    assertThat(clients.takePermit()).isTrue();

    Answers<String, String> answers = askAboutEach("a", "b", "c", "d", "e", "f", "g", "h");

    assertThat(answers.unavailableKeys()).containsExactly("c");
    assertThat(answers.about("c")).isEqualTo(Answer.unavailable(Reason.INVALID_ANSWER));
    assertThat(asked())
        .containsExactly("a-b-c-d-e-f-g-h", "a-b-c-d", "e-f-g-h", "a-b", "c-d", "c", "d");
    assertThat(breaker().getMetrics().getNumberOfFailedCalls()).isZero();
    assertThat(freePermits()).isEqualTo(1);
  }

  @Test
  void where_each_is_too_large_there_are_less_than_twice_as_many_questions() {
    upstream.stubFor(get(urlMatching(path + "/.*")).willReturn(tooLarge()));

    Answers<String, String> answers = askAboutEach("a", "b", "c", "d", "e");

    assertThat(answers.all()).containsOnly(Answer.unavailable(Reason.INVALID_ANSWER));
    assertThat(asked()).hasSize(2 * 5 - 1).doesNotHaveDuplicates();
    assertThat(breaker().getMetrics().getNumberOfBufferedCalls()).isZero();
    assertThat(unavailable("invalid_answer")).isEqualTo(5);
  }

  @Test
  void halves_are_asked_until_the_deadline() {
    upstream.stubFor(
        get(urlMatching(path + "/.*")).willReturn(okJson("\"seen\"").withFixedDelay(10_000)));
    upstream.stubFor(get(urlMatching(path + "/(.-){3}.")).willReturn(tooLarge()));
    // No attempt could have its full time: halves are no second try.
    UpstreamClient client = client(LONG);

    Answers<String, String> answers =
        client
            .find(
                new LinkedHashSet<>(List.of("a", "b", "c", "d")),
                Deadline.after(Duration.ofMillis(2_500)),
                Function.identity(),
                asked -> UpstreamRequest.get(path + "/" + String.join("-", asked), ""),
                UpstreamClientTest::sameForEach)
            .blockOptional()
            .orElseThrow();

    assertThat(answers.all()).containsOnly(Answer.unavailable(Reason.TIMEOUT));
    assertThat(freePermits()).isEqualTo(2);
    assertThat(breaker().getMetrics().getNumberOfBufferedCalls()).isZero();
    assertThat(unavailable("timeout")).isEqualTo(2);
  }

  @Test
  void a_breaker_that_opens_between_the_halves_spares_the_upstream_the_rest() {
    upstream.stubFor(get(urlMatching(path + "/.*")).willReturn(aResponse().withStatus(500)));
    upstream.stubFor(get(urlMatching(path + "/(.-){3}.")).willReturn(tooLarge()));
    for (int i = 0; i < 4; i++) {
      askAboutEach("x");
    }

    Answers<String, String> answers = askAboutEach("a", "b", "c", "d");

    assertThat(asked()).containsExactly("x", "x", "x", "x", "a-b-c-d", "a-b");
    assertThat(answers.about("a")).isEqualTo(Answer.unavailable(Reason.UPSTREAM_ERROR));
    assertThat(answers.about("d")).isEqualTo(Answer.unavailable(Reason.CIRCUIT_OPEN));
    assertThat(freePermits()).isEqualTo(2);
  }

  @Test
  void who_goes_away_between_the_halves_ends_the_questions() throws Exception {
    AtomicInteger questions = new AtomicInteger();
    CountDownLatch aHalf = new CountDownLatch(1);
    CountDownLatch hungUp = new CountDownLatch(1);
    RawServer.Treatment silentAboutHalves =
        socket -> {
          while (RawServer.readRequest(socket)) {
            if (questions.incrementAndGet() == 1) {
              RawServer.write(socket, RawServer.answer("x".repeat(2_000)));
            } else {
              aHalf.countDown();
            }
          }
          if (aHalf.getCount() == 0) {
            hungUp.countDown();
          }
        };
    try (RawServer server = new RawServer(silentAboutHalves)) {
      Disposable asker = findEach(client(LONG, server.address()), "a", "b", "c", "d").subscribe();
      assertThat(aHalf.await(20, SECONDS)).isTrue();

      asker.dispose();

      assertThat(hungUp.await(20, SECONDS)).isTrue();
      assertThat(questions).hasValue(2);
    }
    assertThat(freePermits()).isEqualTo(2);
    assertThat(breaker().getMetrics().getNumberOfBufferedCalls()).isZero();
    assertThat(clients.meters().find("pannier.upstream.unavailable").counters()).isEmpty();
  }

  private Answers<String, String> askAboutEach(String... things) {
    return findEach(client(LONG), things).blockOptional().orElseThrow();
  }

  private Mono<Answers<String, String>> findEach(UpstreamClient client, String... things) {
    return client.find(
        new LinkedHashSet<>(List.of(things)),
        Deadline.after(LONG.multipliedBy(3)),
        Function.identity(),
        asked -> UpstreamRequest.get(path + "/" + String.join("-", asked), ""),
        UpstreamClientTest::sameForEach);
  }

  private static Answers<String, String> sameForEach(Set<String> asked, byte[] body) {
    Map<String, Answer<String>> answers = new LinkedHashMap<>();
    asked.forEach(thing -> answers.put(thing, read(body).about("thing")));
    return new Answers<>(answers);
  }

  /** What was asked about, in this order. */
  private List<String> asked() {
    return upstream.findAll(getRequestedFor(urlMatching(path + "/.*"))).stream()
        .map(request -> request.getUrl().substring(path.length() + 1))
        .toList();
  }

  private static ResponseDefinitionBuilder tooLarge() {
    return okJson("\"" + "x".repeat(2_000) + "\"");
  }

  @Test
  void an_answer_that_cannot_be_read_is_invalid() {
    assertInvalid(okJson("broken"));
  }

  @Test
  void an_answer_that_is_no_http_is_invalid() throws IOException {
    try (RawServer server = new RawServer("some noise\r\n\r\n")) {
      assertThat(ask(client(LONG, server.address())))
          .isEqualTo(Answer.unavailable(Reason.INVALID_ANSWER));

      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE"})
  void a_broken_connection_is_tried_again_once(Fault fault) {
    upstream.stubFor(get(path).willReturn(aResponse().withFault(fault)));

    assertThat(ask(client(LONG))).isEqualTo(Answer.unavailable(Reason.UNREACHABLE));

    assertThat(requests()).isEqualTo(2);
    assertThat(breaker().getMetrics().getNumberOfFailedCalls()).isEqualTo(2);
  }

  @Test
  void a_connection_that_breaks_in_the_middle_of_an_answer_is_unreachable() throws IOException {
    String half =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{";
    try (RawServer server = new RawServer(half)) {
      assertThat(ask(client(LONG, server.address())))
          .isEqualTo(Answer.unavailable(Reason.UNREACHABLE));

      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void a_refused_connection_is_tried_again_once() throws IOException {
    URI nobody;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = URI.create("http://127.0.0.1:" + closed.getLocalPort());
    }

    assertThat(ask(client(LONG, nobody))).isEqualTo(Answer.unavailable(Reason.UNREACHABLE));

    assertThat(breaker().getMetrics().getNumberOfFailedCalls()).isEqualTo(2);
  }

  @Test
  void without_room_before_the_deadline_nothing_is_tried_again() {
    upstream.stubFor(get(path).willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));

    Answer<String> answer = ask(client(LONG), Deadline.after(LONG));

    assertThat(answer).isEqualTo(Answer.unavailable(Reason.UNREACHABLE));
    assertThat(requests()).isEqualTo(1);
  }

  @Test
  void a_slow_answer_is_a_timeout_and_counted() {
    upstream.stubFor(get(path).willReturn(okJson("\"seen\"").withFixedDelay(3_000)));

    assertThat(ask(client(SHORT))).isEqualTo(Answer.unavailable(Reason.TIMEOUT));

    assertThat(requests()).isEqualTo(1);
    assertThat(breaker().getMetrics().getNumberOfFailedCalls()).isEqualTo(1);
  }

  @Test
  void a_trickling_answer_is_a_timeout_too() {
    upstream.stubFor(
        get(path)
            .willReturn(okJson("\"" + "x".repeat(50) + "\"").withChunkedDribbleDelay(50, 3_000)));

    assertThat(ask(client(SHORT))).isEqualTo(Answer.unavailable(Reason.TIMEOUT));
  }

  @Test
  void failures_open_the_breaker_and_then_nobody_is_asked() {
    upstream.stubFor(get(path).willReturn(aResponse().withStatus(500)));
    UpstreamClient client = client(LONG);
    for (int i = 0; i < 5; i++) {
      ask(client);
    }

    assertThat(ask(client)).isEqualTo(Answer.unavailable(Reason.CIRCUIT_OPEN));

    assertThat(breaker().getState()).isEqualTo(CircuitBreaker.State.OPEN);
    assertThat(requests()).isEqualTo(5);
  }

  @Test
  void callers_in_a_hurry_do_not_count_against_the_upstream() {
    upstream.stubFor(get(path).willReturn(okJson("\"seen\"").withFixedDelay(1_000)));
    UpstreamClient client = client(LONG);

    for (int i = 0; i < 20; i++) {
      assertThat(ask(client, Deadline.after(Duration.ofMillis(60))))
          .isEqualTo(Answer.unavailable(Reason.TIMEOUT));
    }

    assertThat(breaker().getState()).isEqualTo(CircuitBreaker.State.CLOSED);
    assertThat(breaker().getMetrics().getNumberOfBufferedCalls()).isZero();
    assertThat(freePermits()).isEqualTo(2);
  }

  @Test
  void past_the_deadline_nobody_is_asked() {
    assertThat(ask(client(LONG), Deadline.after(Duration.ZERO)))
        .isEqualTo(Answer.unavailable(Reason.TIMEOUT));

    assertThat(requests()).isZero();
    assertThat(freePermits()).isEqualTo(2);
  }

  @Test
  void a_full_bulkhead_refuses_at_once_and_is_not_counted() {
    upstream.stubFor(get(path).willReturn(okJson("\"seen\"").withFixedDelay(500)));
    UpstreamClient client = client(LONG);

    Map<Answer<String>, Long> answers =
        Flux.range(0, 6)
            .flatMap(i -> find(client, Deadline.after(LONG.multipliedBy(3))))
            .map(all -> all.about("thing"))
            .collect(groupingBy(answer -> answer, counting()))
            .block();

    assertThat(answers).containsEntry(Answer.unavailable(Reason.OVERLOADED), 4L);
    assertThat(requests()).isEqualTo(2);
    assertThat(breaker().getMetrics().getNumberOfFailedCalls()).isZero();
    assertThat(breaker().getMetrics().getNumberOfSuccessfulCalls()).isEqualTo(2);
    assertThat(freePermits()).isEqualTo(2);
  }

  @Test
  void an_outage_is_said_once_and_counted_every_time(CapturedOutput output) {
    upstream.stubFor(get(path).willReturn(aResponse().withStatus(500)));
    UpstreamClient client = client(LONG);

    for (int i = 0; i < 7; i++) {
      ask(client);
    }

    assertThat(output.getAll()).containsOnlyOnce("catalog gave no usable answer: UPSTREAM_ERROR");
    assertThat(unavailable("upstream_error")).isEqualTo(5);
    assertThat(unavailable("circuit_open")).isEqualTo(2);
  }

  private double unavailable(String reason) {
    return clients
        .meters()
        .get("pannier.upstream.unavailable")
        .tags("upstream", "catalog", "reason", reason)
        .counter()
        .count();
  }

  private void assertInvalid(ResponseDefinitionBuilder response) {
    upstream.stubFor(get(path).willReturn(response));

    assertThat(ask(client(LONG))).isEqualTo(Answer.unavailable(Reason.INVALID_ANSWER));

    assertThat(requests()).isEqualTo(1);
    assertThat(breaker().getMetrics().getNumberOfFailedCalls()).isEqualTo(1);
    assertThat(freePermits()).isEqualTo(2);
  }

  private UpstreamClient client(Duration timeout) {
    return client(timeout, URI.create(upstream.baseUrl()));
  }

  private UpstreamClient client(Duration timeout, URI address) {
    return clients.create(address, timeout);
  }

  private Answer<String> ask(UpstreamClient client) {
    return ask(client, Deadline.after(LONG.multipliedBy(3)));
  }

  private Answer<String> ask(UpstreamClient client, Deadline deadline) {
    Answers<String, String> answers = find(client, deadline).blockOptional().orElseThrow();
    return answers.about("thing");
  }

  private Mono<Answers<String, String>> find(UpstreamClient client, Deadline deadline) {
    return client.find(
        Set.of("thing"),
        deadline,
        Function.identity(),
        asked -> UpstreamRequest.get(path, ""),
        (asked, body) -> read(body));
  }

  private static Answers<String, String> read(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    if (text.equals("broken")) {
      throw UpstreamException.invalid("broken");
    }
    Provenance provenance = Provenance.fresh(Source.CATALOG, Instant.EPOCH);
    return new Answers<>(Map.of("thing", Answer.found(text, provenance)));
  }

  private CircuitBreaker breaker() {
    return clients.breaker();
  }

  private int freePermits() {
    return clients.freePermits();
  }

  private int requests() {
    return upstream.findAll(getRequestedFor(urlEqualTo(path))).size();
  }
}
