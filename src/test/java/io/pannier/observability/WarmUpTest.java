package io.pannier.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.PannierApplication;
import io.pannier.local.EmbeddedMongo;
import io.pannier.local.StubUpstream;
import io.pannier.local.StubUpstreams;
import io.pannier.shared.warmup.WarmUp;
import io.pannier.testkit.PannierServer;
import io.pannier.testkit.ReservedPort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.http.HttpMethod;

/** The warm-up is over before the service is ready, and nobody but the log ever hears of it. */
@ExtendWith(OutputCaptureExtension.class)
class WarmUpTest {

  private static final String ON = "pannier.warm-up.enabled=true";
  private static final String OFF = "pannier.warm-up.enabled=false";
  private static final String CACHED = "pannier.catalog.cache.enabled=true";

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Operator OPERATOR = new Operator();
  private static final StubUpstreams STUBS = StubUpstreams.start();
  private static final EmbeddedMongo MONGO = EmbeddedMongo.inMemory();

  @BeforeEach
  void nobodyAskedYet() {
    for (StubUpstream upstream : StubUpstream.values()) {
      STUBS.server(upstream).resetRequests();
    }
  }

  @AfterAll
  static void stop() {
    STUBS.close();
    MONGO.close();
    OPERATOR.close();
  }

  @Test
  void metrics_breakers_upstreams_and_database_look_as_if_there_had_been_none(CapturedOutput log)
      throws Exception {
    List<String> cold;
    try (PannierServer server = start(PannierApplication.class, OFF)) {
      cold = measured(server);
      assertThat(told(log)).isEmpty();
    }

    try (PannierServer server = start(PannierApplication.class, ON)) {
      assertThat(told(log)).singleElement().asString().matches(".*: Warmed up in \\d+ ms");
      assertThat(measured(server)).isEqualTo(cold);
    }
  }

  @Test
  void each_upstream_is_connected_to_with_a_request_that_it_may_ignore() throws Exception {
    try (PannierServer server = start(PannierApplication.class, ON)) {
      for (StubUpstream upstream : StubUpstream.values()) {
        assertThat(STUBS.server(upstream).getAllServeEvents())
            .as(upstream.id())
            .singleElement()
            .satisfies(
                sent -> {
                  assertThat(sent.getRequest().getMethod().value()).isEqualTo("OPTIONS");
                  assertThat(sent.getRequest().getHeader("X-Api-Key")).isNull();
                });
        assertThat(get(server, "/actuator/prometheus").body())
            .containsPattern(
                "reactor_netty_connection_provider_idle_connections\\{[^}]*:%d\"[^}]*} 1\\.0"
                    .formatted(STUBS.server(upstream).port()));
      }
    }
  }

  @Test
  void an_upstream_that_is_down_is_named_and_does_not_keep_it_from_being_ready(CapturedOutput log)
      throws Exception {
    try (ReservedPort nobody = ReservedPort.any();
        PannierServer server =
            start(
                PannierApplication.class,
                ON,
                "pannier.upstream.pricing.base-url=" + nobody.address())) {
      assertThat(told(log))
          .hasSize(2)
          .anyMatch(line -> line.endsWith(": No connection yet to pricing"));
      assertThat(get(server, "/actuator/health/readiness").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void the_first_answers_know_nothing_of_what_was_made_up_for_it() throws Exception {
    try (PannierServer server = start(PannierApplication.class, ON)) {
      String page = get(server, "/v2/products/" + WarmUp.UPC).body();

      assertThat(page).contains("Facial tissue").doesNotContain("\"CACHED\"");
    }
  }

  @Test
  void it_is_done_before_the_service_is_ready_and_a_failure_does_not_keep_it_from_being(
      CapturedOutput log) throws Exception {
    try (PannierServer server = start(Failing.class, ON)) {
      assertThat(Failing.READINESS).hasValue(ReadinessState.REFUSING_TRAFFIC);
      assertThat(told(log))
          .singleElement()
          .asString()
          .matches(".*: The warm-up failed after \\d+ ms: GET /v2/nothing answered 404 NOT_FOUND");
      assertThat(get(server, "/actuator/health/readiness").statusCode()).isEqualTo(200);
    }
  }

  /** Asks for what is not there, and looks when the warm-up is done. */
  @Configuration(proxyBeanMethods = false)
  static class Failing {

    static final AtomicReference<ReadinessState> READINESS = new AtomicReference<>();

    @Bean
    @Lazy
    WarmUp nothing(ApplicationAvailability availability) {
      READINESS.set(availability.getReadinessState());
      return new WarmUp.Request(HttpMethod.GET, "/v2/nothing", Map.of(), "");
    }
  }

  private static PannierServer start(Class<?> more, String... settings) {
    String[] properties =
        Stream.of(OPERATOR.properties(), new String[] {CACHED}, settings)
            .flatMap(Stream::of)
            .toArray(String[]::new);
    return PannierServer.start(more, MONGO.uri(), STUBS, properties);
  }

  /** By the runner, and by whatever runs on its thread. */
  private static List<String> told(CapturedOutput log) {
    return log.getOut()
        .lines()
        .filter(line -> line.matches(".*(\\bwarm-up]|WarmUpRunner ).*"))
        .toList();
  }

  /** All that is counted of requests, upstreams, carts and the database. */
  private static List<String> measured(PannierServer server) throws Exception {
    return get(server, "/actuator/prometheus")
        .body()
        .lines()
        .filter(
            line ->
                line.matches(
                    "(http_|spring_security_|resilience4j_|pannier_|mongodb_driver_commands).*"))
        .filter(line -> !line.matches("\\w+_(sum|max|seconds)(\\{.*)? .*"))
        .map(line -> line.replaceAll("cluster_id=\"[^\"]*\"", ""))
        .sorted()
        .toList();
  }

  private static HttpResponse<String> get(PannierServer server, String path)
      throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
            .header("Authorization", "Bearer " + OPERATOR.token("metrics"))
            .build(),
        BodyHandlers.ofString());
  }
}
