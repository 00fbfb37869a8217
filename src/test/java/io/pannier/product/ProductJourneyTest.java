package io.pannier.product;

import static io.pannier.local.StubUpstream.CATALOG;
import static io.pannier.local.StubUpstream.INVENTORY;
import static io.pannier.local.StubUpstream.PRICING;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.pannier.PannierApplication;
import io.pannier.contract.ContractWebClient;
import io.pannier.local.SampleProducts;
import io.pannier.local.StubUpstream;
import io.pannier.local.StubUpstreams;
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

  private BodyContentSpec get(String uri) {
    return client.get().uri(uri).exchange().expectStatus().isOk().expectBody();
  }

  private static Map<String, Integer> calls() {
    return Stream.of(StubUpstream.values())
        .collect(
            Collectors.toMap(
                StubUpstream::id, upstream -> STUBS.server(upstream).getAllServeEvents().size()));
  }
}
