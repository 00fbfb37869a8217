package io.pannier.inventory.adapter.out.http;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.jayway.jsonpath.JsonPath;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.pannier.gatewaykit.InventoryGatewayContract;
import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.inventory.domain.port.InventoryGateway;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.SellingLocationId;
import io.pannier.shared.model.Upcs;
import io.pannier.shared.upstream.HttpGatewayContract;
import io.pannier.shared.upstream.HttpUpstream;
import io.pannier.shared.upstream.UpstreamTest;
import java.util.Collections;
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
import org.springframework.test.context.TestPropertySource;

/** The inventory alone: with the fallback off, nothing of the legacy inventory is needed. */
@UpstreamTest
@Import(InventoryAdapterConfiguration.class)
@TestPropertySource(properties = "pannier.inventory.legacy-fallback.enabled=false")
class HttpInventoryGatewayTest extends InventoryGatewayContract implements HttpGatewayContract {

  private static final String PATH = "/inventory/v1/availability";

  @RegisterExtension
  static final WireMockExtension server =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private final InventoryGateway gateway;
  private final CircuitBreaker breaker;
  private final HttpUpstream upstream;

  @Autowired
  HttpInventoryGatewayTest(
      @Qualifier("adapter") InventoryGateway gateway,
      CircuitBreakerRegistry breakers,
      BulkheadRegistry bulkheads) {
    this.gateway = gateway;
    this.breaker = breakers.circuitBreaker("inventory");
    this.upstream = new Stock(bulkheads.bulkhead("inventory"));
  }

  @BeforeEach
  void reset() {
    breaker.reset();
  }

  @DynamicPropertySource
  static void address(DynamicPropertyRegistry registry) {
    registry.add("pannier.upstream.inventory.base-url", server::baseUrl);
  }

  @Test
  void asks_as_the_contract_says() {
    upstreamHas(List.of(1));
    Set<ProductAtLocation> asked = new LinkedHashSet<>(Upcs.at(1, Upcs.many(1)));
    asked.add(key(1));

    ask(asked);

    LoggedRequest request = upstream.requests().get(0);
    assertThat(request.getBodyAsString())
        .isEqualTo(
            "{\"skus\":[\"%s\"],\"shipNodes\":[\"0001\",\"0412\"]}"
                .formatted(Upcs.gtin14(key(1).id())));
    server.verify(
        postRequestedFor(urlEqualTo(PATH))
            .withHeader("Authorization", equalTo("Bearer the-inventory-token"))
            .withHeader("Content-Type", equalTo("application/json")));
  }

  @Test
  void at_most_a_hundred_products_are_asked_at_once_whatever_their_locations() {
    upstreamFails();
    Set<ProductAtLocation> asked = new LinkedHashSet<>(Upcs.at(1, Upcs.many(101)));
    asked.addAll(Upcs.at(2, Upcs.many(101)));

    ask(asked);

    assertThat(upstream.requests())
        .extracting(
            request -> JsonPath.<List<String>>read(request.getBodyAsString(), "$.skus").size())
        .containsExactlyInAnyOrder(100, 1);
  }

  @Test
  void products_in_turn_at_several_locations_are_asked_by_location() {
    upstreamFails();
    Set<ProductAtLocation> asked = new LinkedHashSet<>();
    Upcs.many(50)
        .forEach(
            upc ->
                asked.add(new ProductAtLocation(upc, new SellingLocationId(asked.size() % 5 + 1))));

    ask(asked);

    assertThat(upstream.requests())
        .extracting(
            request ->
                JsonPath.<List<String>>read(request.getBodyAsString(), "$.shipNodes")
                    + ": "
                    + JsonPath.<List<String>>read(request.getBodyAsString(), "$.skus").size())
        .containsExactlyInAnyOrder(
            "[\"0001\"]: 10",
            "[\"0002\"]: 10",
            "[\"0003\"]: 10",
            "[\"0004\"]: 10",
            "[\"0005\"]: 10");
  }

  /** What application.yaml holds the bulkhead for: admitted requests × calls of one at once. */
  @Test
  void a_cart_at_many_locations_takes_its_share_of_the_bulkhead_and_no_more() {
    server.stubFor(post(PATH).willReturn(okJson("{\"payload\": [], \"unknownSkus\": []}")));
    Set<ProductAtLocation> asked = new LinkedHashSet<>();
    Upcs.many(50)
        .forEach(
            upc -> asked.add(new ProductAtLocation(upc, new SellingLocationId(asked.size() + 1))));

    Answers<ProductAtLocation, StockLevel> answers =
        upstream.withItsShareOfTheBulkhead(5, () -> ask(asked));

    assertThat(answers.all()).containsOnly(Answer.unavailable(Reason.INVALID_ANSWER));
    assertThat(upstream.requests()).hasSize(50);
  }

  @Test
  void products_with_many_purchase_orders_are_asked_in_halves() {
    upstreamHasManyPurchaseOrders();

    Answers<ProductAtLocation, StockLevel> answers = ask(Upcs.at(412, Upcs.many(100)));

    assertThat(answers.all()).allSatisfy(answer -> assertThat(answer.known()).isPresent());
    assertThat(upstream.requests()).hasSize(3);
    assertThat(breaker.getMetrics().getNumberOfFailedCalls()).isZero();
  }

  @Override
  protected InventoryGateway gateway() {
    return gateway;
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

  private static void upstreamHasManyPurchaseOrders() {
    String order = "{\"ref\": \"P\", \"amount\": 1, \"eta\": \"2020-01-01\"}";
    String template =
        """
        {"payload": [{{#each (jsonPath request.body '$.skus') as |sku|}}{{#unless @first}}, {{/unless}}
          {"sku": "{{sku}}", "updatedAt": "2026-11-20T10:15:00Z", "nodes": [{"shipNode": "0412",
           "availToSellQty": {"unit": "EACH", "amount": 7}, "inbound": [%s]}]}
        {{/each}}], "unknownSkus": []}"""
            .formatted(String.join(",", Collections.nCopies(80, order)));
    server.stubFor(post(PATH).willReturn(okJson(template).withTransformers("response-template")));
  }

  /** It may say more than it was asked for. */
  private static final class Stock extends HttpUpstream {

    Stock(Bulkhead bulkhead) {
      super(server, PATH, bulkhead);
    }

    @Override
    protected String entry(int number) {
      return """
          {"sku": "%s", "updatedAt": "2026-11-20T10:15:00Z", "nodes": [{"shipNode": "0412",
           "availToSellQty": {"unit": "EACH", "amount": %d}}]}"""
          .formatted(Upcs.numbered(number).gtin14(), number);
    }

    @Override
    protected String spoiltEntry(int number) {
      return entry(number).replace("EACH", "BARREL");
    }

    @Override
    protected String answer(String entries, boolean thirdIsAbsent) {
      return "{\"payload\": [%s], \"unknownSkus\": [%s]}"
          .formatted(entries, thirdIsAbsent ? "\"" + Upcs.numbered(3).gtin14() + "\"" : "");
    }

    @Override
    public void answersALot(List<Integer> numbers) {
      upstreamHasManyPurchaseOrders();
    }
  }
}
