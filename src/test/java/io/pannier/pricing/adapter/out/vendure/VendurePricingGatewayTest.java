package io.pannier.pricing.adapter.out.vendure;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.pannier.gatewaykit.PricingGatewayContract;
import io.pannier.pricing.domain.model.Price;
import io.pannier.pricing.domain.port.PricingGateway;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.SellingLocationId;
import io.pannier.shared.model.Upcs;
import io.pannier.shared.upstream.HttpGatewayContract;
import io.pannier.shared.upstream.HttpUpstream;
import io.pannier.shared.vendure.VendureEngine;
import io.pannier.shared.vendure.VendureTest;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@VendureTest
@Import(VendurePricingConfiguration.class)
class VendurePricingGatewayTest extends PricingGatewayContract implements HttpGatewayContract {

  @RegisterExtension
  static final WireMockExtension server =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private final VendureEngine engine = new VendureEngine(server);
  private final PricingGateway gateway;
  private final CircuitBreakerRegistry breakers;
  private final HttpUpstream upstream;

  @Autowired
  VendurePricingGatewayTest(
      @Qualifier("adapter") PricingGateway gateway,
      CircuitBreakerRegistry breakers,
      BulkheadRegistry bulkheads) {
    this.gateway = gateway;
    this.breakers = breakers;
    this.upstream = new PricesOfTheEngine(bulkheads.bulkhead("pricing"));
  }

  @DynamicPropertySource
  static void address(DynamicPropertyRegistry registry) {
    registry.add("pannier.vendure.base-url", server::baseUrl);
  }

  /** The adapter outlives each test, and so does its session: each begins logged in. */
  @BeforeEach
  void logIn() {
    engine.letsUsIn();
    upstreamHas(List.of(1));
    ask(1);
    server.resetRequests();
    breakers.circuitBreaker("pricing").reset();
  }

  @Test
  void each_channel_is_asked_for_its_own_prices() {
    inChannel(VendureEngine.CHANNEL, variant(1, "USD", 101));
    inChannel(VendureEngine.OTHER_CHANNEL, variant(1, "USD", 999));

    Answers<ProductAtLocation, Price> answers = ask(Set.of(at(412), at(413), at(500)));

    assertThat(amount(answers, 412)).isEqualTo("1.01");
    assertThat(amount(answers, 413)).isEqualTo("1.01");
    assertThat(amount(answers, 500)).isEqualTo("9.99");
    assertThat(engine.questions())
        .extracting(question -> question.getHeader("vendure-token"))
        .containsExactlyInAnyOrder(VendureEngine.CHANNEL, VendureEngine.OTHER_CHANNEL);
  }

  @Test
  void one_channel_that_fails_leaves_the_others() {
    inChannel(VendureEngine.CHANNEL, variant(1, "USD", 101));

    engine.answersIn(VendureEngine.OTHER_CHANNEL, okJson(VendureEngine.error("CHANNEL_NOT_FOUND")));

    Answers<ProductAtLocation, Price> answers = ask(Set.of(at(412), at(500)));
    assertThat(amount(answers, 412)).isEqualTo("1.01");
    assertThat(answers.about(at(500))).isEqualTo(Answer.unavailable(Reason.UPSTREAM_ERROR));
  }

  @Test
  void where_the_engine_is_not_set_to_sell_nothing_is_found_and_nothing_asked() {
    assertThat(ask(Set.of(at(1))).about(at(1)).status()).isEqualTo(Answer.Status.NOT_FOUND);
    assertThat(engine.questions()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void the_channel_says_whether_prices_are_gross(boolean gross) {
    engine.answers(okJson(answer(variant(1, "USD", 101), "USD", 2, gross)));

    assertThat(ask(1).about(key(1)).known().map(Price::taxIncluded)).contains(gross);
  }

  @Test
  void only_the_channel_s_own_currency_counts() {
    engine.answers(
        okJson(
            answer(
                "{\"sku\": \"%s\", \"prices\": [%s, %s]}"
                    .formatted(gtin(1), price("EUR", 5), price("USD", 101)),
                "USD",
                2,
                true)));

    assertThat(ask(1).about(key(1)).known()).contains(value(1));
  }

  @Test
  void a_variant_without_a_price_in_that_currency_has_none() {
    engine.answers(
        okJson(
            answer(
                variant(1, "EUR", 5) + ", {\"sku\": \"%s\", \"prices\": []}".formatted(gtin(2)),
                "USD",
                2,
                true)));

    assertThat(ask(1, 2).all())
        .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(Answer.Status.NOT_FOUND));
  }

  /** The engine stores 0 where nobody said a price. */
  @Test
  void a_price_of_nothing_is_no_price() {
    engine.answers(okJson(answer(variant(1, "USD", 0), "USD", 2, true)));

    assertThat(ask(1).about(key(1)).status()).isEqualTo(Answer.Status.NOT_FOUND);
  }

  @Test
  void integers_have_the_decimals_of_the_engine_and_prices_those_of_their_currency() {
    engine.answers(okJson(answer(variant(1, "JPY", 1_500), "JPY", 2, true)));

    assertThat(ask(1).about(key(1)).known().map(price -> price.current().amount().toString()))
        .contains("15");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"defaultCurrencyCode\": \"USD\"",
        "\"pricesIncludeTax\": true",
        "\"moneyStrategyPrecision\": 2"
      })
  void without_what_its_channel_says_the_price_is_unavailable(String lacking) {
    engine.answers(
        okJson(answer(variant(1, "USD", 101), "USD", 2, true).replace(lacking, "\"x\": 1")));

    assertThat(ask(1).all()).containsExactly(Answer.unavailable(Reason.INVALID_ANSWER));
  }

  /** What application.yaml holds the bulkhead for: admitted requests × calls of one at once. */
  @Test
  void many_channels_take_their_share_of_the_bulkhead_and_no_more() {
    upstreamHas(List.of(1));

    Answers<ProductAtLocation, Price> answers =
        upstream.withItsShareOfTheBulkhead(6, () -> ask(Set.of(at(412), at(413), at(500))));

    assertThat(answers.all()).allSatisfy(answer -> assertThat(answer.known()).isPresent());
  }

  @Override
  protected PricingGateway gateway() {
    return gateway;
  }

  @Override
  protected Boolean taxIncluded() {
    return true;
  }

  /** With an engine whose integers are tenths of a cent. */
  @Override
  protected void upstreamPrices(int number, String dollars) {
    long mills = new BigDecimal(dollars).movePointRight(3).longValueExact();
    engine.answers(okJson(answer(variant(number, "USD", mills), "USD", 3, true)));
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

  private void inChannel(String channel, String variants) {
    engine.answersIn(channel, okJson(answer(variants, "USD", 2, true)));
  }

  private static String amount(Answers<ProductAtLocation, Price> answers, int location) {
    return answers.about(at(location)).known().orElseThrow().current().amount().toString();
  }

  private static ProductAtLocation at(int location) {
    return new ProductAtLocation(Upcs.numbered(1), new SellingLocationId(location));
  }

  private static String gtin(int number) {
    return Upcs.numbered(number).gtin14();
  }

  private static String price(String currency, long amount) {
    return "{\"currencyCode\": \"%s\", \"price\": %d}".formatted(currency, amount);
  }

  private static String variant(int number, String currency, long amount) {
    return "{\"sku\": \"%s\", \"prices\": [%s]}".formatted(gtin(number), price(currency, amount));
  }

  private static String answer(String variants, String currency, int decimals, boolean gross) {
    return """
        {"data": {"activeChannel": {"defaultCurrencyCode": "%s", "pricesIncludeTax": %s},
          "globalSettings": {"serverConfig": {"moneyStrategyPrecision": %d}},
          "productVariants": %s}}"""
        .formatted(currency, gross, decimals, VendureEngine.list(variants));
  }

  /** It may say more than it was asked for. */
  private static final class PricesOfTheEngine extends HttpUpstream {

    PricesOfTheEngine(Bulkhead bulkhead) {
      super(server, VendureEngine.PATH, bulkhead);
    }

    @Override
    protected String entry(int number) {
      return variant(number, "USD", 100L + number);
    }

    @Override
    protected String spoiltEntry(int number) {
      return variant(number, "USD", -1);
    }

    /** What there is none of is simply not there. */
    @Override
    protected String answer(String entries, boolean thirdIsAbsent) {
      return VendurePricingGatewayTest.answer(entries, "USD", 2, true);
    }

    /** More than 256 KiB about all of them, and not about half. */
    @Override
    public void answersALot(List<Integer> numbers) {
      String many =
          IntStream.range(0, 100)
              .mapToObj(n -> price("EUR", 1_000_000 + n))
              .collect(Collectors.joining(",", price("USD", 7) + ",", ""));
      server.stubFor(
          post(urlPathEqualTo(VendureEngine.PATH))
              .withHeader("vendure-token", equalTo(VendureEngine.CHANNEL))
              .willReturn(
                  okJson(
                          VendurePricingGatewayTest.answer(
                              VendureEngine.forEachSku(
                                  "{\"sku\": \"{{sku}}\", \"prices\": [%s]}".formatted(many)),
                              "USD",
                              2,
                              true))
                      .withTransformers("response-template")));
    }
  }
}
