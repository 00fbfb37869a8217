package io.pannier.inventory.adapter.out.vendure;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
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
import io.pannier.shared.vendure.VendureEngine;
import io.pannier.shared.vendure.VendureTest;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Location 412 sells from the stock locations 1 and 2, the others from all of their channel. */
@VendureTest
@Import(VendureInventoryConfiguration.class)
class VendureInventoryGatewayTest extends InventoryGatewayContract implements HttpGatewayContract {

  private static final Answer<StockLevel> UNAVAILABLE = Answer.unavailable(Reason.INVALID_ANSWER);
  private static final String TRACKED =
      "\"trackInventory\": \"INHERIT\", \"useGlobalOutOfStockThreshold\": true, \"outOfStockThreshold\": 99";

  @RegisterExtension
  static final WireMockExtension server =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private final VendureEngine engine = new VendureEngine(server);
  private final InventoryGateway gateway;
  private final CircuitBreakerRegistry breakers;
  private final HttpUpstream upstream;

  @Autowired
  VendureInventoryGatewayTest(
      @Qualifier("adapter") InventoryGateway gateway,
      CircuitBreakerRegistry breakers,
      BulkheadRegistry bulkheads) {
    this.gateway = gateway;
    this.breakers = breakers;
    this.upstream = new StockOfTheEngine(bulkheads.bulkhead("inventory"));
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
    breakers.circuitBreaker("inventory").reset();
  }

  @Test
  void stock_is_what_is_on_hand_and_not_allocated_at_the_locations_that_it_is_sold_from() {
    says(variant(TRACKED, level("1", 10, 3), level("2", 5, 0), level("3", 1_000, 0)));

    Answers<ProductAtLocation, StockLevel> answers = ask(Set.of(at(412), at(413)));

    assertThat(answers.about(at(412)).known()).contains(StockLevel.of(12, null));
    assertThat(answers.about(at(413)).known()).contains(StockLevel.of(1_012, null));
    assertThat(engine.questions()).hasSize(1);
  }

  @Test
  void where_a_channel_sees_the_location_and_the_variant_was_never_stocked_there_is_none() {
    says(variant(TRACKED, level("1", 4, 0)));

    assertThat(ask(1).about(key(1)).known()).contains(StockLevel.of(4, null));
  }

  /** The engine leaves such levels out, which looks like nothing in stock. */
  @Test
  void what_is_at_a_location_that_the_channel_does_not_see_is_unavailable() {
    engine.answers(okJson(answer(variant(TRACKED, level("1", 4, 0)), "{\"id\": \"1\"}", true, 0)));

    Answers<ProductAtLocation, StockLevel> answers = ask(Set.of(at(412), at(413)));

    assertThat(answers.about(at(412))).isEqualTo(UNAVAILABLE);
    assertThat(answers.about(at(413)).known()).contains(StockLevel.of(4, null));
  }

  @Test
  void a_channel_without_any_location_is_unavailable() {
    engine.answers(okJson(answer(variant(TRACKED), "", true, 0)));

    assertThat(ask(Set.of(at(412), at(413))).all()).containsOnly(UNAVAILABLE);
  }

  @ParameterizedTest
  @CsvSource({"true, 99, 2, 8", "false, 3, 2, 7", "true, 99, 20, 0", "false, -5, 2, 15"})
  void what_is_kept_back_is_the_variant_s_or_the_shop_s(
      boolean global, int own, int shop, int available) {
    engine.answers(
        okJson(
            answer(
                variant(
                    "\"trackInventory\": \"TRUE\", \"useGlobalOutOfStockThreshold\": %s, \"outOfStockThreshold\": %d"
                        .formatted(global, own),
                    level("1", 10, 0)),
                "{\"id\": \"1\"}, {\"id\": \"2\"}",
                true,
                shop)));

    assertThat(ask(1).about(key(1)).known()).contains(StockLevel.of(available, null));
  }

  @ParameterizedTest
  @CsvSource({
    "FALSE, true, true",
    "INHERIT, false, true",
    "INHERIT, true, false",
    "TRUE, false, false"
  })
  void what_is_not_counted_is_there(String variant, boolean shop, boolean enough) {
    engine.answers(
        okJson(
            answer(
                variant(TRACKED.replace("INHERIT", variant), level("1", 1, 0)),
                "{\"id\": \"1\"}, {\"id\": \"2\"}",
                shop,
                0)));

    assertThat(ask(1).about(key(1)).known())
        .contains(enough ? StockLevel.enough(null) : StockLevel.of(1, null));
  }

  @Test
  void two_levels_at_one_location_leave_open_which_counts() {
    says(variant(TRACKED, level("1", 4, 0), level("1", 5, 0)));

    assertThat(ask(1).all()).containsExactly(UNAVAILABLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"stockLocations\"", "\"globalSettings\""})
  void without_what_its_channel_says_stock_is_unavailable(String lacking) {
    engine.answers(
        okJson(
            answer(variant(TRACKED, level("1", 4, 0)), "{\"id\": \"1\"}", true, 0)
                .replace(lacking, "\"x\"")));

    assertThat(ask(1).all()).containsExactly(UNAVAILABLE);
  }

  /** What application.yaml holds the bulkhead for: admitted requests × calls of one at once. */
  @Test
  void many_channels_take_their_share_of_the_bulkhead_and_no_more() {
    upstreamHas(List.of(1));

    Answers<ProductAtLocation, StockLevel> answers =
        upstream.withItsShareOfTheBulkhead(5, () -> ask(Set.of(at(412), at(413), at(500))));

    assertThat(answers.all()).allSatisfy(answer -> assertThat(answer.known()).isPresent());
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

  private void says(String variants) {
    engine.answers(okJson(answer(variants)));
  }

  private static ProductAtLocation at(int location) {
    return new ProductAtLocation(Upcs.numbered(1), new SellingLocationId(location));
  }

  private static String level(String location, int onHand, int allocated) {
    return "{\"stockLocationId\": \"%s\", \"stockOnHand\": %d, \"stockAllocated\": %d}"
        .formatted(location, onHand, allocated);
  }

  private static String variant(String settings, String... levels) {
    return entry(Upcs.numbered(1).gtin14(), settings, String.join(",", levels));
  }

  private static String entry(String sku, String settings, String levels) {
    return "{\"sku\": \"%s\", %s, \"stockLevels\": [%s]}".formatted(sku, settings, levels);
  }

  private static String answer(String variants) {
    return answer(variants, "{\"id\": \"1\"}, {\"id\": \"2\"}, {\"id\": \"3\"}", true, 0);
  }

  private static String answer(String variants, String locations, boolean tracked, int kept) {
    return """
        {"data": {"globalSettings": {"trackInventory": %s, "outOfStockThreshold": %d},
          "stockLocations": {"totalItems": %d, "items": [%s]},
          "productVariants": %s}}"""
        .formatted(
            tracked,
            kept,
            locations.split("\"id\"", -1).length - 1,
            locations,
            VendureEngine.list(variants));
  }

  /** It may say more than it was asked for. */
  private static final class StockOfTheEngine extends HttpUpstream {

    StockOfTheEngine(Bulkhead bulkhead) {
      super(server, VendureEngine.PATH, bulkhead);
    }

    @Override
    protected String entry(int number) {
      return VendureInventoryGatewayTest.entry(
          Upcs.numbered(number).gtin14(), TRACKED, level("1", number, 0));
    }

    @Override
    protected String spoiltEntry(int number) {
      return entry(number).replace("INHERIT", "PERHAPS");
    }

    /** What there is none of is simply not there. */
    @Override
    protected String answer(String entries, boolean thirdIsAbsent) {
      return VendureInventoryGatewayTest.answer(entries);
    }

    /** More than 256 KiB about all of them, and not about half. */
    @Override
    public void answersALot(List<Integer> numbers) {
      String levels =
          IntStream.range(1, 60)
              .mapToObj(n -> level(Integer.toString(n), 1_000, 0))
              .collect(Collectors.joining(","));
      new VendureEngine(server)
          .answers(
              okJson(
                      VendureInventoryGatewayTest.answer(
                          VendureEngine.forEachSku(
                              VendureInventoryGatewayTest.entry("{{sku}}", TRACKED, levels))))
                  .withTransformers("response-template"));
    }
  }
}
