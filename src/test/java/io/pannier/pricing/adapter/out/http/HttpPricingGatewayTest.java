package io.pannier.pricing.adapter.out.http;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.pannier.gatewaykit.PricingGatewayContract;
import io.pannier.pricing.domain.model.Price;
import io.pannier.pricing.domain.port.PricingGateway;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.ProductId.Upc;
import io.pannier.shared.model.SellingLocationId;
import io.pannier.shared.model.Upcs;
import io.pannier.shared.upstream.HttpGatewayContract;
import io.pannier.shared.upstream.HttpUpstream;
import io.pannier.shared.upstream.UpstreamTest;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@UpstreamTest
@Import(PricingAdapterConfiguration.class)
class HttpPricingGatewayTest extends PricingGatewayContract implements HttpGatewayContract {

  private static final String PATH = "/prices/bulk";

  @RegisterExtension
  static final WireMockExtension server =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private final PricingGateway gateway;
  private final CircuitBreaker breaker;
  private final HttpUpstream upstream;
  private final MeterRegistry meters;

  @Autowired
  HttpPricingGatewayTest(
      @Qualifier("adapter") PricingGateway gateway,
      CircuitBreakerRegistry breakers,
      BulkheadRegistry bulkheads,
      MeterRegistry meters) {
    this.gateway = gateway;
    this.breaker = breakers.circuitBreaker("pricing");
    this.upstream = new Prices(bulkheads.bulkhead("pricing"));
    this.meters = meters;
  }

  @BeforeEach
  void reset() {
    breaker.reset();
  }

  @DynamicPropertySource
  static void address(DynamicPropertyRegistry registry) {
    registry.add("pannier.upstream.pricing.base-url", server::baseUrl);
  }

  @Test
  void asks_as_the_contract_says() {
    upstreamHas(List.of(1));

    ask(1, 2);

    LoggedRequest request = upstream.requests().get(0);
    String ids = itemId(Upcs.numbered(1)) + "," + itemId(Upcs.numbered(2));
    assertThat(request.getUrl()).isEqualTo(PATH + "?ids=" + ids + "&loc=412");
    server.verify(
        getRequestedFor(urlPathEqualTo(PATH))
            .withHeader("Authorization", equalTo("Bearer the-pricing-token")));
  }

  @Test
  void metrics_know_the_path_and_not_the_products() {
    upstreamHas(List.of(1));

    ask(1);

    assertThat(meters.get("http.client.requests").tag("uri", PATH).timer().count()).isPositive();
  }

  @Test
  void a_hundred_lines_in_turn_at_several_locations_are_asked_by_location() {
    upstreamFails();
    Set<ProductAtLocation> asked = new LinkedHashSet<>();
    Upcs.many(100)
        .forEach(upc -> asked.add(new ProductAtLocation(upc, location(asked.size() % 5 + 1))));

    ask(asked);

    assertThat(upstream.requests())
        .extracting(
            request ->
                request.queryParameter("loc").firstValue()
                    + ": "
                    + request.queryParameter("ids").firstValue().split(",").length)
        .containsExactlyInAnyOrder("1: 20", "2: 20", "3: 20", "4: 20", "5: 20");
  }

  @Test
  void at_most_fifty_products_are_asked_at_once() {
    upstreamFails();

    ask(Upcs.at(412, Upcs.many(100)));

    assertThat(upstream.requests())
        .extracting(request -> request.queryParameter("ids").firstValue().split(",").length)
        .containsExactly(50, 50);
  }

  /** What application.yaml holds the bulkhead for: admitted requests × calls of one at once. */
  @Test
  void a_cart_at_many_locations_takes_its_share_of_the_bulkhead_and_no_more() {
    upstreamPads("");
    Set<ProductAtLocation> asked = new LinkedHashSet<>();
    Upcs.many(50).forEach(upc -> asked.add(new ProductAtLocation(upc, location(asked.size() + 1))));

    Answers<ProductAtLocation, Price> answers =
        upstream.withItsShareOfTheBulkhead(6, () -> ask(asked));

    assertThat(answers.all()).allSatisfy(answer -> assertThat(answer.known()).isPresent());
    assertThat(upstream.requests()).hasSize(50);
  }

  @Test
  void products_with_long_histories_are_asked_in_halves() {
    upstreamPads("x".repeat(8_000));

    Answers<ProductAtLocation, Price> answers = ask(Upcs.at(412, Upcs.many(50)));

    assertThat(answers.all()).allSatisfy(answer -> assertThat(answer.known()).isPresent());
    assertThat(upstream.requests())
        .extracting(request -> request.queryParameter("ids").firstValue().split(",").length)
        .containsExactly(50, 25, 25);
    assertThat(breaker.getMetrics().getNumberOfFailedCalls()).isZero();
  }

  @Test
  void a_product_that_is_too_large_at_many_locations_is_asked_by_half_of_them() {
    upstreamPads("x".repeat(8_000));
    Set<ProductAtLocation> asked = new LinkedHashSet<>();
    for (int location = 1; location <= 40; location++) {
      asked.addAll(Upcs.at(location, Upcs.many(1)));
    }

    Answers<ProductAtLocation, Price> answers = ask(asked);

    assertThat(answers.all()).allSatisfy(answer -> assertThat(answer.known()).isPresent());
    assertThat(upstream.requests())
        .extracting(request -> request.queryParameter("loc").firstValue().split(",").length)
        .containsExactly(40, 20, 20);
  }

  @Test
  void what_is_too_large_alone_is_invalid_at_its_location_only() {
    upstreamPads("{{#if (eq loc '2')}}" + "x".repeat(300_000) + "{{/if}}");
    Set<ProductAtLocation> asked = new LinkedHashSet<>(Upcs.at(1, Upcs.many(2)));
    asked.addAll(Upcs.at(2, Upcs.many(1)));

    Answers<ProductAtLocation, Price> answers = ask(asked);

    assertThat(answers.unavailableKeys())
        .containsExactly(new ProductAtLocation(Upcs.numbered(1), location(2)));
    assertThat(answers.about(new ProductAtLocation(Upcs.numbered(1), location(2))))
        .isEqualTo(Answer.unavailable(Reason.INVALID_ANSWER));
    assertThat(breaker.getMetrics().getNumberOfFailedCalls()).isZero();
  }

  /** Every price is told, with this beside it. */
  private static void upstreamPads(String padding) {
    String template =
        """
        {{val (parseJson (stringFormat '["%%s"]' (replace request.query.ids ',' '","'))) assign='ids'~}}
        {{val (parseJson (stringFormat '["%%s"]' (replace request.query.loc ',' '","'))) assign='locs'~}}
        {{val '' assign='comma'~}}
        {"asOfEpochMs": 1792231500000, "errors": [], "prices": [
        {{~#each ids as |id|}}{{#each locs as |loc|~}}
          {{comma}}{"itemId": "{{id}}", "loc": "{{loc}}", "pad": "%s", "tiers": [
          {"type": "REG", "amt": "1", "exp": 2, "ccy": "USD", "effFrom": 0, "effTo": null}]}
          {{~val ',' assign='comma'~}}
        {{~/each}}{{/each~}}
        ]}"""
            .formatted(padding);
    server.stubFor(
        get(urlPathEqualTo(PATH))
            .willReturn(okJson(template).withTransformers("response-template")));
  }

  @Test
  void one_product_at_many_locations_is_one_call() {
    upstreamFails();
    Set<ProductAtLocation> asked = new LinkedHashSet<>();
    for (int i = 1; i <= 20; i++) {
      asked.addAll(Upcs.at(i, Upcs.many(5)));
    }

    ask(asked);

    assertThat(upstream.requests()).hasSize(1);
  }

  @Override
  protected PricingGateway gateway() {
    return gateway;
  }

  @Override
  protected void upstreamPrices(int number, String dollars) {
    BigDecimal amount = new BigDecimal(dollars);
    server.stubFor(
        get(urlPathEqualTo(PATH))
            .willReturn(
                okJson(
                    """
                    {"asOfEpochMs": 1792231500000, "errors": [], "prices": [
                     {"itemId": "%s", "loc": "412", "tiers": [{"type": "REG", "amt": "%s", "exp": %d,
                      "ccy": "USD", "effFrom": 0, "effTo": null}]}]}"""
                        .formatted(
                            itemId(Upcs.numbered(number)),
                            amount.unscaledValue(),
                            amount.scale()))));
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

  /** It may say more than it was asked for. */
  private static final class Prices extends HttpUpstream {

    Prices(Bulkhead bulkhead) {
      super(server, PATH, bulkhead);
    }

    @Override
    protected String entry(int number) {
      return """
          {"itemId": "%s", "loc": "412", "tiers": [{"type": "REG", "amt": "%d", "exp": 2,
           "ccy": "USD", "effFrom": 0, "effTo": null}]}"""
          .formatted(itemId(Upcs.numbered(number)), 100 + number);
    }

    @Override
    protected String spoiltEntry(int number) {
      return entry(number).replace("\"amt\": \"", "\"amt\": \"-");
    }

    @Override
    protected String answer(String entries, boolean thirdIsAbsent) {
      String error =
          "{\"itemId\": \"%s\", \"loc\": \"412\", \"code\": \"P404\"}"
              .formatted(itemId(Upcs.numbered(3)));
      return "{\"asOfEpochMs\": 1792231500000, \"prices\": [%s], \"errors\": [%s]}"
          .formatted(entries, thirdIsAbsent ? error : "");
    }

    @Override
    public void answersALot(List<Integer> numbers) {
      upstreamPads("x".repeat(8_000));
    }
  }

  private static SellingLocationId location(int number) {
    return new SellingLocationId(number);
  }

  private static String itemId(Upc upc) {
    return PricingTranslator.Key.itemId(upc);
  }
}
