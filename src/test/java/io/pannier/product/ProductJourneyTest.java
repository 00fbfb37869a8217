package io.pannier.product;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static io.pannier.local.StubUpstream.CATALOG;
import static io.pannier.local.StubUpstream.INVENTORY;
import static io.pannier.local.StubUpstream.PRICING;
import static io.pannier.product.ProductFixture.numbered;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.pannier.PannierApplication;
import io.pannier.contract.ContractWebClient;
import io.pannier.local.SampleProducts;
import io.pannier.local.StubUpstream;
import io.pannier.local.StubUpstreams;
import io.pannier.shared.model.ProductId.Upc;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec;

/**
 * Product pages through the whole service, over stubs of every upstream and without a database,
 * which they do not need.
 */
@AutoConfigureObservability
@SpringBootTest(
    classes = PannierApplication.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.data.mongodb.uri=mongodb://127.0.0.1:1/pannier?serverSelectionTimeoutMS=200",
      "pannier.deadline.product=20s"
    })
class ProductJourneyTest {

  private static final StubUpstreams STUBS = StubUpstreams.start();
  private static final String PAGE = "/v2/products/" + SampleProducts.FACIAL_TISSUE.text();

  private final WebTestClient client;

  ProductJourneyTest(@LocalServerPort int port) {
    this.client = ContractWebClient.bindTo(port);
  }

  /** Generous times: what is counted here must not depend on how busy the machine is. */
  @DynamicPropertySource
  static void upstreams(DynamicPropertyRegistry properties) {
    STUBS.properties().forEach((name, value) -> properties.add(name, () -> value));
    for (StubUpstream upstream : StubUpstream.values()) {
      properties.add("pannier.upstream." + upstream.id() + ".timeout", () -> "5s");
    }
  }

  @AfterEach
  void mendUpstreams() {
    STUBS.reset();
  }

  @AfterAll
  static void stopUpstreams() {
    STUBS.close();
  }

  @Test
  void little_of_what_a_caller_says_of_its_trace_is_passed_on() {
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    String member = "vendor%d=" + "x".repeat(190);
    String state =
        IntStream.range(0, 30).mapToObj(member::formatted).collect(Collectors.joining(","));

    client
        .get()
        .uri(PAGE)
        .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
        .header("tracestate", state)
        .header("baggage", "user=somebody")
        .exchange()
        .expectStatus()
        .isOk();

    for (StubUpstream upstream : List.of(CATALOG, PRICING, INVENTORY)) {
      LoggedRequest request = STUBS.server(upstream).getAllServeEvents().get(0).getRequest();
      assertThat(request.getHeader("traceparent")).startsWith("00-" + trace);
      assertThat(request.getHeader("tracestate"))
          .isEqualTo(member.formatted(0) + "," + member.formatted(1));
      assertThat(request.getHeader("baggage")).isNull();
    }
  }

  @Test
  void page_is_composed_of_one_answer_of_each_upstream() {
    get(PAGE + "?sellingLocationIds=1,412")
        .jsonPath("$.catalog.status")
        .isEqualTo("FRESH")
        .jsonPath("$.pricing.locations[1].kind")
        .isEqualTo("PROMOTION")
        .jsonPath("$.sections.inventory.status")
        .isEqualTo("FRESH");

    assertThat(calls())
        .isEqualTo(Map.of("catalog", 1, "pricing", 1, "inventory", 1, "legacy-inventory", 0));
  }

  @Test
  void upstream_of_which_nothing_is_requested_is_not_asked() {
    get(PAGE + "?requestedFields=pricing").jsonPath("$.sections.length()").isEqualTo(1);

    assertThat(calls())
        .isEqualTo(Map.of("catalog", 0, "pricing", 1, "inventory", 0, "legacy-inventory", 0));
  }

  @Test
  void fifty_products_are_one_call_to_each_upstream() {
    List<Upc> fifty =
        Stream.concat(
                SampleProducts.all().stream(),
                IntStream.iterate(900_001, n -> n + 1).mapToObj(number -> numbered(number)))
            .limit(50)
            .toList();

    client
        .post()
        .uri("/v2/products/query")
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(Map.of("upcs", fifty.stream().map(Upc::text).toList()))
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.products[0].upc")
        .isEqualTo(fifty.get(0).text())
        .jsonPath("$.unresolved")
        .isEmpty();

    assertThat(calls())
        .containsEntry("catalog", 1)
        .containsEntry("pricing", 1)
        .containsEntry("inventory", 1);
  }

  @Test
  void legacy_inventory_stands_in_for_a_broken_inventory() {
    breakDown(STUBS.inventory());

    get(PAGE + "?strict=true")
        .jsonPath("$.inventory.locations[0].status")
        .isEqualTo("FALLBACK")
        .jsonPath("$.inventory.locations[0].reason")
        .isEqualTo("UPSTREAM_ERROR")
        .jsonPath("$.sections.inventory.sources[0]")
        .isEqualTo("legacy-inventory");

    assertThat(calls())
        .isEqualTo(Map.of("catalog", 1, "pricing", 1, "inventory", 1, "legacy-inventory", 1));
  }

  @Test
  void stock_is_unknown_where_both_inventories_are_broken() {
    breakDown(STUBS.inventory());
    breakDown(STUBS.legacyInventory());

    get(PAGE)
        .jsonPath("$.inventory.locations[0].status")
        .isEqualTo("UNAVAILABLE")
        .jsonPath("$.inventory.locations[0].availability")
        .isEqualTo("UNKNOWN");
  }

  @Test
  void price_is_unknown_where_pricing_is_broken() {
    breakDown(STUBS.pricing());

    get(PAGE).jsonPath("$.pricing.locations[0].status").isEqualTo("UNAVAILABLE");
    client.get().uri(PAGE + "?strict=true").exchange().expectStatus().isEqualTo(502);
  }

  @Test
  void there_is_no_page_where_the_catalog_is_broken() {
    breakDown(STUBS.catalog());

    client
        .get()
        .uri(PAGE)
        .exchange()
        .expectStatus()
        .isEqualTo(502)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("upstream-invalid-answer");
  }

  @Test
  void upstreams_are_told_what_is_left_of_the_clients_time() {
    client.get().uri(PAGE).header("X-Request-Timeout-Ms", "15000").exchange().expectStatus().isOk();

    assertThat(List.of(STUBS.catalog(), STUBS.pricing(), STUBS.inventory()))
        .allSatisfy(
            stub ->
                assertThat(
                        Integer.parseInt(
                            stub.getAllServeEvents()
                                .get(0)
                                .getRequest()
                                .getHeader("X-Request-Timeout-Ms")))
                    .isBetween(1, 14_999));
  }

  @Test
  void version_one_shows_the_same_product_flat() {
    get("/v1/productByUpc?upc=" + SampleProducts.FACIAL_TISSUE.text())
        .jsonPath("$.name")
        .isNotEmpty()
        .jsonPath("$.price")
        .isNumber();
  }

  private BodyContentSpec get(String uri) {
    return client.get().uri(uri).exchange().expectStatus().isOk().expectBody();
  }

  private static void breakDown(WireMockServer upstream) {
    upstream.stubFor(any(anyUrl()).atPriority(1).willReturn(aResponse().withStatus(500)));
  }

  private static Map<String, Integer> calls() {
    return Stream.of(StubUpstream.values())
        .collect(
            Collectors.toMap(
                StubUpstream::id, upstream -> STUBS.server(upstream).getAllServeEvents().size()));
  }
}
