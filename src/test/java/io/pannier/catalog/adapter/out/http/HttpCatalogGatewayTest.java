package io.pannier.catalog.adapter.out.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.jayway.jsonpath.JsonPath;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.catalog.domain.port.CatalogGateway;
import io.pannier.gatewaykit.CatalogGatewayContract;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.ProductId;
import io.pannier.shared.model.Upcs;
import io.pannier.shared.upstream.HttpGatewayContract;
import io.pannier.shared.upstream.HttpUpstream;
import io.pannier.shared.upstream.UpstreamTest;
import io.pannier.testkit.LogWatch;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

@UpstreamTest
@Import({CatalogAdapterConfiguration.class, HttpCatalogGatewayTest.Limits.class})
@TestPropertySource(
    properties = {
      "logging.level.reactor.netty=debug",
      "logging.level.org.springframework.web=trace"
    })
@ExtendWith(OutputCaptureExtension.class)
class HttpCatalogGatewayTest extends CatalogGatewayContract implements HttpGatewayContract {

  private static final String PATH = "/catalog/v3/items/lookup";

  @RegisterExtension
  static final WireMockExtension server =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private final CatalogGateway gateway;
  private final CircuitBreaker breaker;
  private final HttpUpstream upstream;
  private final MeterRegistry meters;

  @Autowired
  HttpCatalogGatewayTest(
      @Qualifier("adapter") CatalogGateway gateway,
      CircuitBreakerRegistry breakers,
      BulkheadRegistry bulkheads,
      MeterRegistry meters) {
    this.gateway = gateway;
    this.breaker = breakers.circuitBreaker("catalog");
    this.upstream = new Items(bulkheads.bulkhead("catalog"));
    this.meters = meters;
  }

  @AfterAll
  static void logAsUsual() {
    LogWatch.usualLevel("reactor.netty", "org.springframework.web");
  }

  @BeforeEach
  void reset() {
    breaker.reset();
  }

  @DynamicPropertySource
  static void address(DynamicPropertyRegistry registry) {
    registry.add("pannier.upstream.catalog.base-url", server::baseUrl);
  }

  @Test
  void asks_as_the_contract_says(CapturedOutput output) {
    upstreamHas(List.of(1));

    ask(1, 2);

    LoggedRequest request = upstream.requests().get(0);
    assertThat(request.getBodyAsString())
        .isEqualTo(
            "{\"gtins\":[\"%s\",\"%s\"],\"locale\":\"en\"}"
                .formatted(key(1).gtin14(), key(2).gtin14()));
    server.verify(
        postRequestedFor(urlEqualTo(PATH))
            .withHeader("X-Api-Key", equalTo("the-catalog-key"))
            .withHeader("Content-Type", equalTo("application/json"))
            .withHeader("Accept", equalTo("application/json")));
    assertThat(output.getAll()).contains(PATH).doesNotContain("the-catalog-key");
  }

  @Test
  void a_failure_shows_no_credentials(CapturedOutput output) {
    upstreamFails();

    ask(1);

    assertThat(output.getAll())
        .contains("catalog gave no usable answer: UPSTREAM_ERROR (status 500)")
        .doesNotContain("the-catalog-key");
  }

  @Test
  void at_most_a_hundred_products_are_asked_at_once() {
    upstreamHas(IntStream.rangeClosed(1, 250).boxed().toList());
    Set<ProductId> asked = Upcs.many(250);

    Answers<ProductId, CatalogItem> answers = ask(asked);

    assertThat(answers.asked()).containsExactlyElementsOf(asked);
    assertThat(answers.all()).allSatisfy(answer -> assertThat(answer.known()).isPresent());
    assertThat(upstream.requests())
        .extracting(
            request -> JsonPath.<List<String>>read(request.getBodyAsString(), "$.gtins").size())
        .containsExactlyInAnyOrder(100, 100, 50);
  }

  @Test
  void products_with_long_descriptions_are_asked_in_halves() {
    upstreamHasLongDescriptions();

    Answers<ProductId, CatalogItem> answers = ask(Upcs.many(100));

    assertThat(answers.all()).allSatisfy(answer -> assertThat(answer.known()).isPresent());
    assertThat(upstream.requests()).hasSize(3);
    assertThat(breaker.getMetrics().getNumberOfFailedCalls()).isZero();
    assertThat(breaker.getMetrics().getNumberOfSuccessfulCalls()).isEqualTo(2);
  }

  @Test
  void one_part_that_fails_leaves_the_others() {
    upstreamHas(IntStream.rangeClosed(1, 101).boxed().toList());
    server.stubFor(
        post(PATH)
            .withRequestBody(matchingJsonPath("$.gtins[?(@ == '%s')]".formatted(key(101).gtin14())))
            .willReturn(serverError()));

    Answers<ProductId, CatalogItem> answers = ask(Upcs.many(101));

    assertThat(answers.unavailableKeys()).containsExactly(key(101));
  }

  /** The one that served a call before is replaced, and then there are two attempts. */
  @Test
  void a_broken_connection_is_tried_again_as_configured() {
    upstreamHas(List.of(1));
    ask(1);
    server.stubFor(post(PATH).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

    assertThat(ask(1).all()).containsExactly(Answer.unavailable(Reason.UNREACHABLE));
    assertThat(upstream.requests()).hasSize(1 + 1 + 2);
  }

  @Test
  void half_of_twenty_calls_failing_opens_the_breaker_as_configured() {
    upstreamHas(List.of(1));
    for (int i = 0; i < 10; i++) {
      ask(1);
    }
    upstreamFails();
    for (int i = 0; i < 10; i++) {
      assertThat(ask(1).all()).containsExactly(Answer.unavailable(Reason.UPSTREAM_ERROR));
    }

    assertThat(ask(1).all()).containsExactly(Answer.unavailable(Reason.CIRCUIT_OPEN));
    assertThat(upstream.requests()).hasSize(20);
  }

  @Test
  void refusals_that_say_nothing_of_its_health_never_open_the_breaker() {
    server.stubFor(post(PATH).willReturn(aResponse().withStatus(429)));
    for (int i = 0; i < 25; i++) {
      assertThat(ask(1).all()).containsExactly(Answer.unavailable(Reason.THROTTLED));
    }

    assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
    assertThat(upstream.requests()).hasSize(25);
  }

  @Test
  void calls_breaker_bulkhead_and_pool_are_measured() {
    upstreamHas(List.of(1));

    ask(1);

    assertThat(meters.get("http.client.requests").tag("uri", PATH).timer().count()).isPositive();
    assertThat(meters.get("resilience4j.circuitbreaker.calls").tag("name", "catalog").timers())
        .isNotEmpty();
    assertThat(
            meters
                .get("resilience4j.bulkhead.max.allowed.concurrent.calls")
                .tag("name", "catalog")
                .gauge()
                .value())
        .isEqualTo(200);
    assertThat(
            meters
                .get("reactor.netty.connection.provider.max.connections")
                .tag("name", "catalog")
                .gauge()
                .value())
        .isEqualTo(200);
  }

  @Override
  protected CatalogGateway gateway() {
    return gateway;
  }

  @Override
  protected void upstreamCalls(int number, Map<Locale, String> names) {
    names.forEach(
        (language, name) ->
            server.stubFor(
                post(PATH)
                    .withRequestBody(
                        matchingJsonPath("$.locale", equalTo(language.toLanguageTag())))
                    .willReturn(
                        okJson(
                            """
                            {"items": [{"gtin14": "%s", "desc": {"short": "%s"}, "lifecycleCd": "A"}],
                             "notFound": []}"""
                                .formatted(key(number).gtin14(), name)))));
  }

  @Override
  public HttpUpstream upstream() {
    return upstream;
  }

  @Override
  public void askAbout(int products) {
    List<Integer> numbers = IntStream.rangeClosed(1, products).boxed().toList();
    upstreamHas(numbers);
    ask(numbers.stream().mapToInt(number -> number).toArray());
  }

  private static void upstreamHasLongDescriptions() {
    String item =
        """
        {"gtin14": "{{gtin}}", "desc": {"short": "{{gtin}}", "long": "%s"}, "lifecycleCd": "A"}"""
            .formatted("x".repeat(15_000));
    server.stubFor(
        post(PATH)
            .willReturn(
                okJson(
                        "{\"items\": [{{#each (jsonPath request.body '$.gtins') as |gtin|}}"
                            + "{{#unless @first}},{{/unless}}"
                            + item
                            + "{{/each}}], \"notFound\": []}")
                    .withTransformers("response-template")));
  }

  /** It may say more than it was asked for. */
  private static final class Items extends HttpUpstream {

    Items(Bulkhead bulkhead) {
      super(server, PATH, bulkhead);
    }

    @Override
    protected String entry(int number) {
      return """
          {"gtin14": "%s", "desc": {"short": "Product %s"}, "lifecycleCd": "A",
           "lastUpdTs": "20261017T101500Z"}"""
          .formatted(Upcs.numbered(number).gtin14(), Upcs.numbered(number));
    }

    @Override
    protected String spoiltEntry(int number) {
      return entry(number).replace("\"A\"", "\"X\"");
    }

    @Override
    protected String answer(String entries, boolean thirdIsAbsent) {
      return "{\"items\": [%s], \"notFound\": [%s]}"
          .formatted(entries, thirdIsAbsent ? "\"" + Upcs.numbered(3).gtin14() + "\"" : "");
    }

    /** More than a mebibyte about all of them. */
    @Override
    public void answersALot(List<Integer> numbers) {
      upstreamHasLongDescriptions();
    }
  }

  static class Limits {

    @Bean
    CatalogItem.OrderLimits lineLimits() {
      return new CatalogItem.OrderLimits(1, 999, 1);
    }
  }
}
