package io.pannier.inventory.adapter.out.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingXPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.BasicCredentials;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.inventory.domain.port.InventoryGateway;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.Provenance;
import io.pannier.shared.model.Provenance.Source;
import io.pannier.shared.model.Upcs;
import io.pannier.shared.upstream.UpstreamTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Both inventories behind the port, the newer one failing: the legacy inventory's adapter. */
@UpstreamTest
@ComponentScan("io.pannier.inventory")
class LegacyFallbackTest {

  private static final String PATH = "/STKINQ";
  private static final String HEADER = "<HDR RC=\"%s\" DT=\"20261017\" TM=\"101533\"/>";
  private static final Provenance FALLBACK =
      Provenance.fresh(Source.LEGACY_INVENTORY, Instant.parse("2026-10-17T08:15:33Z"))
          .asFallback(Reason.UPSTREAM_ERROR);

  @RegisterExtension
  static final WireMockExtension upstream =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private final InventoryGateway gateway;
  private final CircuitBreakerRegistry breakers;

  @Autowired
  LegacyFallbackTest(InventoryGateway gateway, CircuitBreakerRegistry breakers) {
    this.gateway = gateway;
    this.breakers = breakers;
  }

  @DynamicPropertySource
  static void addresses(DynamicPropertyRegistry registry) {
    registry.add("pannier.upstream.inventory.base-url", upstream::baseUrl);
    registry.add("pannier.upstream.legacy-inventory.base-url", upstream::baseUrl);
  }

  @BeforeEach
  void the_inventory_is_broken() {
    breakers.getAllCircuitBreakers().forEach(CircuitBreaker::reset);
    upstream.stubFor(post("/inventory/v1/availability").willReturn(serverError()));
  }

  @Test
  void asks_as_the_contract_says() {
    Set<ProductAtLocation> product = Upcs.at(412, Upcs.many(1));
    String material = "0000" + Upcs.gtin14(only(product).id());
    legacyAnswers(
        xml(
            "00",
            "<DTL MATNR=\"%s\" WERKS=\"0412\" AVQTY=\"7.000\" DIAFL=\"X\" WZTER=\"00000000\" RC=\"00\"/>"
                .formatted(material)));

    assertThat(ask(product).about(only(product)))
        .isEqualTo(Answer.found(StockLevel.of(7, null), FALLBACK));

    LoggedRequest request = requests().get(0);
    assertThat(new String(request.getBody(), StandardCharsets.ISO_8859_1))
        .isEqualTo("<STKREQ WERKS=\"0412\"><MAT NR=\"" + material + "\"/></STKREQ>");
    upstream.verify(
        postRequestedFor(urlEqualTo(PATH))
            .withBasicAuth(new BasicCredentials("pannier", "the-legacy-password"))
            .withHeader("Accept", equalTo("text/xml"))
            .withHeader("Content-Type", equalTo("text/xml;charset=ISO-8859-1")));
    assertThat(request.getHeader("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]");
    assertThat(Long.parseLong(request.getHeader("X-Request-Timeout-Ms"))).isBetween(1L, 60_000L);
  }

  @Test
  void at_most_ten_products_of_one_location_are_asked_at_once() {
    legacyAnswers(xml("08", ""));
    Set<ProductAtLocation> asked = new LinkedHashSet<>(Upcs.at(1, Upcs.many(25)));
    asked.addAll(Upcs.at(2, Upcs.many(5)));

    Answers<ProductAtLocation, StockLevel> answers = ask(asked);

    assertThat(answers.asked()).containsExactlyElementsOf(asked);
    assertThat(answers.all())
        .allSatisfy(answer -> assertThat(answer).isEqualTo(Answer.notFound(FALLBACK)));
    assertThat(requests())
        .extracting(request -> request.getBodyAsString().split("<MAT ", -1).length - 1)
        .containsExactlyInAnyOrder(10, 10, 5, 5);
    upstream.verify(
        3,
        postRequestedFor(urlEqualTo(PATH))
            .withRequestBody(matchingXPath("/STKREQ/@WERKS", equalTo("0001"))));
  }

  @Test
  void a_chunk_that_is_too_large_is_asked_in_halves() {
    List<ProductAtLocation> products = List.copyOf(Upcs.at(412, Upcs.many(10)));
    String lines =
        products.stream()
            .map(
                product ->
                    "<DTL MATNR=\"0000%s\" WERKS=\"0412\" AVQTY=\"7.000\" DIAFL=\"X\" WZTER=\"00000000\" RC=\"00\"/>"
                        .formatted(Upcs.gtin14(product.id())))
            .collect(joining());
    legacyAnswers(xml("00", lines));
    upstream.stubFor(
        post(PATH)
            .withRequestBody(containing(Upcs.gtin14(products.get(0).id())))
            .withRequestBody(containing(Upcs.gtin14(products.get(9).id())))
            .willReturn(xml("00", lines + " ".repeat(300_000))));

    Answers<ProductAtLocation, StockLevel> answers = ask(new LinkedHashSet<>(products));

    assertThat(answers.all()).containsOnly(Answer.found(StockLevel.of(7, null), FALLBACK));
    assertThat(requests()).hasSize(3);
    assertThat(breakers.circuitBreaker("legacyInventory").getMetrics().getNumberOfFailedCalls())
        .isZero();
  }

  @Test
  void a_busy_legacy_inventory_is_asked_once_more() {
    upstream.stubFor(
        post(PATH)
            .inScenario("busy")
            .whenScenarioStateIs(Scenario.STARTED)
            .willSetStateTo("free")
            .willReturn(xml("12", "")));
    upstream.stubFor(
        post(PATH).inScenario("busy").whenScenarioStateIs("free").willReturn(xml("08", "")));

    assertThat(ask(Upcs.at(1, Upcs.many(1))).all()).containsExactly(Answer.notFound(FALLBACK));

    assertThat(requests()).hasSize(2);
  }

  @Test
  void always_busy_or_a_system_error_is_an_upstream_error_and_the_breaker_counts_it() {
    legacyAnswers(xml("12", ""));
    assertUnavailable(2);

    legacyAnswers(xml("16", ""));
    assertUnavailable(3);

    assertThat(breakers.circuitBreaker("legacyInventory").getMetrics().getNumberOfFailedCalls())
        .isEqualTo(3);
  }

  @Test
  void a_document_type_is_refused() {
    legacyAnswers(
        aResponse()
            .withHeader("Content-Type", "text/xml")
            .withBody("<!DOCTYPE STKRSP><STKRSP>" + HEADER.formatted("08") + "</STKRSP>"));

    assertUnavailable(1);
  }

  @Test
  void another_media_type_is_refused() {
    legacyAnswers(aResponse().withHeader("Content-Type", "text/html").withBody("<STKRSP/>"));

    assertUnavailable(1);
  }

  private void assertUnavailable(int calls) {
    Answers<ProductAtLocation, StockLevel> answers = ask(Upcs.at(1, Upcs.many(1)));

    assertThat(answers.all()).containsExactly(Answer.unavailable(Reason.UPSTREAM_ERROR));
    assertThat(answers.all())
        .first()
        .extracting(Answer::status)
        .isEqualTo(Answer.Status.UNAVAILABLE);
    assertThat(requests()).hasSize(calls);
  }

  private Answers<ProductAtLocation, StockLevel> ask(Set<ProductAtLocation> products) {
    return gateway
        .find(products, Deadline.after(Duration.ofSeconds(60)))
        .blockOptional()
        .orElseThrow();
  }

  private static void legacyAnswers(ResponseDefinitionBuilder response) {
    upstream.stubFor(post(PATH).willReturn(response));
  }

  private static ResponseDefinitionBuilder xml(String returnCode, String lines) {
    return aResponse()
        .withHeader("Content-Type", "text/xml;charset=ISO-8859-1")
        .withBody("<STKRSP>" + HEADER.formatted(returnCode) + lines + "</STKRSP>");
  }

  private static List<LoggedRequest> requests() {
    return upstream.findAll(postRequestedFor(urlEqualTo(PATH)));
  }

  private static ProductAtLocation only(Set<ProductAtLocation> products) {
    return products.iterator().next();
  }
}
