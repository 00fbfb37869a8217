package io.pannier.cart;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.pannier.shared.model.Upcs;
import io.pannier.testkit.Reply;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/** What shops' upstreams really send, and what customers see of it. */
class OddAnswersTest extends CartJourney {

  private static final String TISSUES_PAGE = "/v2/products/" + TISSUES.text();

  @BeforeEach
  void everythingIsSold() {
    AnyProduct.isSoldBy(STUBS);
  }

  @Test
  void a_recalled_product_with_an_odd_picture_stays_recalled() {
    cart.add(TISSUES, 2);
    answers(
        STUBS.catalog(),
        """
        {"items": [{"gtin14": "00036000291452", "lifecycleCd": "R", "desc": {"short": "Tissues"},
          "media": [{"role": "PRIMARY", "path": "/i/front (1).jpg"}], "lastUpdTs": "yesterday"}],
         "notFound": []}""");

    Reply page = send(HttpMethod.GET, TISSUES_PAGE);
    JsonNode view = cart.view().json();

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text("/catalog/lifecycle")).isEqualTo("RECALLED");
    assertThat(page.text("/catalog/images/0/url")).endsWith("/i/front%20(1).jpg");
    assertThat(view.at("/items/0/product/status").asText()).isEqualTo("FRESH");
    assertThat(view.at("/items/0/product/imageUrl").asText()).endsWith("/i/front%20(1).jpg");
    assertThat(view.at("/notices/0/code").asText()).isEqualTo("NOT_SELLABLE");
    assertThat(view.at("/totals/subtotal/amount").asText()).isEqualTo("0.00");
  }

  @Test
  void a_recalled_product_of_which_nothing_can_be_shown_stays_recalled() {
    cart.add(TISSUES, 2);
    answers(
        STUBS.catalog(),
        """
        {"items": [{"gtin14": "00036000291452", "lifecycleCd": "R", "brandNm": 7,
          "desc": {"short": {"en": "Tissues"}, "long": ["Soft"]},
          "media": [{"role": "PRIMARY", "path": "//elsewhere.example/1.jpg"}, null]}],
         "notFound": null}""");

    Reply page = send(HttpMethod.GET, TISSUES_PAGE);
    Reply pageOfVersion1 = send(HttpMethod.GET, "/v1/productByUpc?upc=" + TISSUES.text());
    JsonNode view = cart.view().json();

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.json().get("catalog").properties())
        .extracting(field -> field.getKey())
        .containsExactly("status", "lifecycle", "orderLimits");
    assertThat(pageOfVersion1.status()).isEqualTo(200);
    assertThat(pageOfVersion1.json().has("name")).isFalse();
    assertThat(view.at("/items/0/product").properties())
        .extracting(field -> field.getKey())
        .containsExactly("status", "lifecycle", "orderLimits");
    assertThat(view.at("/notices/0/code").asText()).isEqualTo("NOT_SELLABLE");
    assertThat(view.at("/totals/subtotal/amount").asText()).isEqualTo("0.00");
  }

  @Test
  void nothing_on_hand_stays_nothing_whatever_arrives() {
    answers(
        STUBS.inventory(),
        """
        {"payload": [{"sku": "00036000291452", "updatedAt": "long ago", "nodes": [
          {"shipNode": "0001", "onHandQty": {"unit": "EACH", "amount": 0},
           "reservedQty": {"unit": "EACH", "amount": 0}, "availToSellQty": null,
           "inbound": [{"ref": "P", "amount": 0, "eta": "2026-12-03"}, {"ref": "Q", "amount": 9},
                       {"ref": "R", "amount": -1, "eta": "soon"}]}]}],
         "unknownSkus": []}""");

    assertRefused(cart.add(TISSUES, 1), 409, "insufficient-stock", 1);
    JsonNode stock = send(HttpMethod.GET, TISSUES_PAGE).json().at("/inventory/locations/0");
    assertThat(stock.get("status").asText()).isEqualTo("FRESH");
    assertThat(stock.get("availability").asText()).isEqualTo("OUT_OF_STOCK");
    assertThat(stock.has("nextArrival")).isFalse();
  }

  @Test
  void a_promotion_that_is_dearer_than_the_regular_price_is_not_shown_as_one() {
    answers(
        STUBS.pricing(),
        """
        {"asOfEpochMs": 1792231500000, "errors": [], "prices": [{"itemId": "36000291452", "loc": "1",
          "tiers": [
          {"type": "PROMO", "amt": "1499", "exp": 2, "ccy": "USD", "effFrom": 1, "effTo": 4102444800000},
          {"type": "REG", "amt": "1299", "exp": 2, "ccy": "USD", "effFrom": 1, "effTo": null}]}]}""");

    JsonNode price = send(HttpMethod.GET, TISSUES_PAGE).json().at("/pricing/locations/0");

    assertThat(price.get("kind").asText()).isEqualTo("REGULAR");
    assertThat(price.at("/current/amount").asText()).isEqualTo("12.99");
    assertThat(price.at("/regular/amount").asText()).isEqualTo("12.99");
    assertThat(price.has("validUntil")).isFalse();
  }

  /** Asked with one grid of 250 pairs, pricing answers more than is read. */
  @Test
  void fifty_products_at_five_locations_are_asked_by_location_and_all_have_prices() {
    String pastTiers =
        IntStream.range(0, 10).mapToObj(i -> tier(i, i + 1) + ", ").collect(joining());
    STUBS
        .pricing()
        .stubFor(
            any(anyUrl())
                .atPriority(1)
                .willReturn(
                    okJson(
                            AnyProduct.PRICING
                                .formatted(999)
                                .replace("[{\"type\"", "[" + pastTiers + "{\"type\""))
                        .withTransformers("response-template")));
    List<String> entries =
        IntStream.rangeClosed(1, 50)
            .mapToObj(i -> GuestCart.entry(Upcs.numbered(i).text(), 1, i % 5 + 1))
            .toList();
    assertThat(cart.addAll("ATOMIC", entries).status()).isEqualTo(200);
    STUBS.pricing().resetRequests();
    STUBS.inventory().resetRequests();
    CircuitBreaker breaker = SERVER.bean(CircuitBreakerRegistry.class).circuitBreaker("pricing");
    breaker.reset();

    JsonNode view = cart.view().json();

    assertThat(view.at("/sections/pricing/status").asText()).isEqualTo("FRESH");
    assertThat(view.at("/totals/subtotal/amount").asText()).isEqualTo("499.50");
    assertThat(view.at("/totals/unpricedItemIds")).isEmpty();
    assertThat(STUBS.pricing().getAllServeEvents()).hasSize(5);
    assertThat(STUBS.inventory().getAllServeEvents()).hasSize(5);
    assertThat(breaker.getMetrics().getNumberOfFailedCalls()).isZero();
  }

  private static String tier(int from, int until) {
    return "{\"type\": \"REG\", \"amt\": \"1\", \"exp\": 2, \"ccy\": \"USD\", \"effFrom\": %d, \"effTo\": %d}"
        .formatted(1577836800000L + from, 1577836800000L + until);
  }

  private static void answers(WireMockServer upstream, String body) {
    upstream.stubFor(any(anyUrl()).atPriority(1).willReturn(okJson(body)));
  }
}
