package io.pannier.cart;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.http.Fault;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.pannier.shared.model.ProductId.Upc;
import io.pannier.testkit.Reply;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;

/** The order system closes a guest's cart, at the price that it charges, and reads it later. */
class ClosedCartJourneyTest extends CustomerJourney {

  private static final Upc TISSUES = Upc.parse("036000291452");

  private final GuestCart cart = GuestCart.create(CLIENT);

  @BeforeEach
  void holdTissues() {
    AnyProduct.isSoldBy(CartBackends.STUBS);
    cart.add(TISSUES, 2);
  }

  @AfterEach
  void mendUpstreams() {
    CartBackends.STUBS.reset();
    SERVER.bean(CircuitBreakerRegistry.class).getAllCircuitBreakers().forEach(b -> b.reset());
  }

  @Test
  void closed_at_the_price_that_is_charged_it_shows_it_ever_after() {
    Reply closed = close("\"2\"", "19.98", "USD");
    assertThat(closed.status()).isEqualTo(200);
    AnyProduct.costs(CartBackends.STUBS, 12_345);

    JsonNode view = cart.view().json();

    assertThat(view).isEqualTo(withTheTimeOf(closed.json(), view));
    assertThat(view.get("state").asText()).isEqualTo("CLOSED");
    assertThat(view.get("orderId").asText()).isEqualTo("order-1");
    assertThat(view.get("closedAt")).isEqualTo(view.get("updatedAt"));
    JsonNode line = view.at("/items/0");
    assertThat(line.at("/price/status").asText()).isEqualTo("CLOSED");
    assertThat(line.at("/price/unit/amount").asText()).isEqualTo("9.99");
    assertThat(line.at("/price/line/amount").asText()).isEqualTo("19.98");
    assertThat(line.at("/price/kind").asText()).isEqualTo("REGULAR");
    assertThat(line.at("/product/status").asText()).isEqualTo("FRESH");
    assertThat(line.at("/product/lifecycle").asText()).isEqualTo("ACTIVE");
    assertThat(line.has("availability")).isFalse();
    assertThat(view.at("/totals/subtotal/amount").asText()).isEqualTo("19.98");
    assertThat(view.get("notices")).isEmpty();
    assertThat(view.at("/sections/pricing/status").asText()).isEqualTo("CLOSED");
    assertThat(view.at("/sections/catalog/status").asText()).isEqualTo("FRESH");
    assertThat(view.get("sections").has("inventory")).isFalse();
    assertThat(cart.viewLine(line.get("id").asText()).json().get("price"))
        .isEqualTo(line.get("price"));
  }

  /** Pricing tells up to 18 digits; what a cart shows can be sent back. */
  @Test
  void the_dearest_cart_there_can_be_is_closed_at_its_subtotal() {
    AnyProduct.costs(CartBackends.STUBS, 999_999_999_999_999_999L);
    JsonNode dear = cart.put(cart.lineOf(TISSUES), 999).json();
    Reply shown =
        cart.add(
            """
            {"upc": "080012345108", "quantity": 999, "shownPrice": %s}"""
                .formatted(dear.at("/items/0/price/unit")));
    assertThat(shown.status()).isEqualTo(201);
    assertThat(shown.json().get("notices")).as("of the line that was cheaper").hasSize(1);
    String subtotal = shown.text("/totals/subtotal/amount");
    assertThat(subtotal).isEqualTo("19979999999999999980.02");

    Reply closed = close("\"4\"", subtotal, "USD");

    assertThat(closed.status()).isEqualTo(200);
    assertThat(closed.text("/totals/subtotal/amount")).isEqualTo(subtotal);
  }

  /** One that is fine, one that is no longer sold, and one in euros. */
  @Test
  void lines_that_cannot_be_bought_stay_as_they_were_whatever_is_asked_for() {
    Upc radioNoLongerSold = Upc.parse("041333000749");
    Upc chocolateInEuros = Upc.parse("4001234500126");
    cart.add(radioNoLongerSold, 1);
    cart.add(chocolateInEuros, 1);
    CartBackends.STUBS.reset();
    Reply read = cart.view();
    String subtotal = read.text("/totals/subtotal/amount");
    JsonNode closed = close("\"4\"", subtotal, "USD").json();
    AnyProduct.isSoldBy(CartBackends.STUBS);

    for (String sections :
        List.of("catalog", "pricing", "inventory", "catalog,pricing", "pricing,inventory")) {
      JsonNode view = cart.view("requestedFields=" + sections).json();
      assertThat(view.get("items")).hasSize(3);
      for (int i = 0; i < 3; i++) {
        JsonNode then = closed.get("items").get(i);
        JsonNode now = view.get("items").get(i);
        assertThat(now.at("/price"))
            .isEqualTo(sections.contains("pricing") ? then.at("/price") : now.at("/none"));
        assertThat(now.at("/product/lifecycle"))
            .isEqualTo(
                sections.contains("catalog") ? then.at("/product/lifecycle") : now.at("/none"));
        assertThat(now.has("availability")).isFalse();
      }
      assertThat(view.at("/totals/subtotal/amount").asText())
          .isEqualTo(sections.equals("catalog,pricing") ? subtotal : "");
    }
    assertThat(closed.at("/items/1/product/lifecycle").asText()).isEqualTo("DISCONTINUED");
    assertThat(closed.at("/items/2/price/unit/currency").asText()).isEqualTo("EUR");
    assertThat(cart.viewLine(closed.at("/items/2/id").asText()).json().get("price"))
        .isEqualTo(closed.at("/items/2/price"));
  }

  @Test
  void sections_that_are_not_asked_for_are_absent() {
    close("\"2\"", "19.98", "USD");
    CartBackends.STUBS.reset();

    JsonNode priced = cart.view("requestedFields=pricing,inventory").json();
    assertThat(priced.at("/items/0/price/line/amount").asText()).isEqualTo("19.98");
    assertThat(priced.at("/items/0").has("product")).isFalse();
    assertThat(priced.get("totals").has("subtotal")).isFalse();
    assertThat(CartJourney.calls()).isEqualTo(CartJourney.calls(0, 0, 0, 0));

    JsonNode named = cart.view("requestedFields=catalog").json();
    assertThat(named.at("/items/0/product/status").asText()).isEqualTo("FRESH");
    assertThat(named.at("/items/0").has("price")).isFalse();
    assertThat(cart.view("requestedFields=catalog,pricing").json().at("/totals/subtotal/amount"))
        .hasToString("\"19.98\"");
    assertThat(CartJourney.calls()).isEqualTo(CartJourney.calls(2, 0, 0, 0));
  }

  @Test
  void at_another_price_it_is_not_closed() {
    AnyProduct.costs(CartBackends.STUBS, 12_345);

    Reply refused = close("\"2\"", "19.98", "USD");

    assertThat(List.of(refused.status(), refused.code())).isEqualTo(List.of(409, "price-changed"));
    assertThat(refused.text("/expected/amount")).isEqualTo("19.98");
    assertThat(refused.text("/current/amount")).isEqualTo("246.90");
    assertOpen();
    assertThat(close("\"2\"", "246.90", "USD").status()).isEqualTo(200);
  }

  @Test
  void in_another_currency_it_is_another_price() {
    Reply refused = close("\"2\"", "1998", "JPY");

    assertThat(refused.code()).isEqualTo("price-changed");
    assertThat(refused.text("/expected/currency")).isEqualTo("JPY");
    assertThat(refused.text("/current/currency")).isEqualTo("USD");
    assertOpen();
  }

  @ParameterizedTest
  @CsvSource({
    "pricing, 500, 502, upstream-invalid-answer",
    "pricing, 429, 503, upstream-unavailable",
    "catalog, 404, 502, upstream-invalid-answer",
    "catalog,   0, 503, upstream-unavailable",
  })
  void where_the_price_is_unavailable_it_is_not_closed_unless_nobody_asks(
      String upstream, int answer, int status, String code) {
    var broken =
        upstream.equals("pricing") ? CartBackends.STUBS.pricing() : CartBackends.STUBS.catalog();
    broken.stubFor(
        any(anyUrl())
            .atPriority(1)
            .willReturn(
                answer == 0
                    ? aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)
                    : aResponse().withStatus(answer)));

    Reply refused = close("\"2\"", "19.98", "USD");

    assertThat(List.of(refused.status(), refused.code())).isEqualTo(List.of(status, code));
    assertOpen();
    assertThat(close("\"2\"").status()).isEqualTo(200);
    mendUpstreams();
    JsonNode price = cart.view().json().at("/items/0/price");
    assertThat(price.get("status").asText())
        .isEqualTo(upstream.equals("pricing") ? "UNAVAILABLE" : "CLOSED");
  }

  @Test
  void the_same_order_again_is_answered_the_same_whatever_else_it_says() {
    JsonNode closed = close("\"2\"", "19.98", "USD").json();
    AnyProduct.costs(CartBackends.STUBS, 12_345);

    for (Reply again :
        List.of(
            close("\"2\"", "246.90", "USD"), close("\"1\""), close(null), close("*", "1", "JPY"))) {
      assertThat(again.status()).isEqualTo(200);
      assertThat(again.json()).isEqualTo(withTheTimeOf(closed, again.json()));
      assertThat(again.header("ETag")).isEqualTo("\"3\"");
    }
  }

  @Test
  void an_empty_cart_is_not_closed() {
    cart.clear();

    Reply refused = close("\"3\"");

    assertThat(List.of(refused.status(), refused.code())).isEqualTo(List.of(422, "cart-empty"));
    assertThat(close(null).code()).isEqualTo("precondition-required");
    assertThat(close("\"2\"").code()).isEqualTo("precondition-failed");
    assertThat(cart.view().json().get("state").asText()).isEqualTo("ACTIVE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null | subtotal",
        "19.98 | subtotal",
        "'19.98' | subtotal",
        "[] | subtotal",
        "{} | subtotal.currency, subtotal.amount",
        "{'amount': 19.98, 'currency': 'USD'} | subtotal.amount",
        "{'amount': '19.9', 'currency': 'USD'} | subtotal.amount",
        "{'amount': '19.980', 'currency': 'USD'} | subtotal.amount",
        "{'amount': '-19.98', 'currency': 'USD'} | subtotal.amount",
        "{'amount': '1e2', 'currency': 'USD'} | subtotal.amount",
        "{'amount': '19.98', 'currency': 'XAU'} | subtotal.currency",
        "{'amount': '19.98', 'currency': 'USD', 'tax': 1} | subtotal.tax",
      })
  void what_is_no_money_is_refused(String wrong) {
    String[] parts = wrong.split(" \\| ", -1);

    Reply refused =
        send("{\"orderId\": \"order-1\", \"subtotal\": %s}".formatted(parts[0]), "\"2\"");

    assertThat(List.of(refused.status(), refused.code()))
        .isEqualTo(List.of(400, "invalid-request"));
    assertThat(refused.offenders()).containsExactlyInAnyOrder(parts[1].split(", ", -1));
    assertOpen();
  }

  private void assertOpen() {
    JsonNode view = cart.view().json();
    assertThat(view.get("state").asText()).isEqualTo("ACTIVE");
    assertThat(view.get("version").asInt()).isEqualTo(2);
  }

  private Reply close(@Nullable String ifMatch) {
    return send("{\"orderId\": \"order-1\"}", ifMatch);
  }

  private Reply close(String ifMatch, String amount, String currency) {
    return send(
        """
        {"orderId": "order-1", "subtotal": {"amount": "%s", "currency": "%s"}}"""
            .formatted(amount, currency),
        ifMatch);
  }

  private Reply send(String json, @Nullable String ifMatch) {
    String[] headers = {"Authorization", "Bearer " + orderSystem()};
    return CLIENT.send(
        HttpMethod.POST,
        cart.path() + "/close",
        json.replace('\'', '"'),
        ifMatch == null
            ? headers
            : Stream.concat(Stream.of(headers), Stream.of("If-Match", ifMatch))
                .toArray(String[]::new));
  }

  /** The one with the other's time of the catalog's answer, which is that of its receipt. */
  private static JsonNode withTheTimeOf(JsonNode one, JsonNode other) {
    ObjectNode same = one.deepCopy();
    same.withObject("/sections/catalog").set("asOf", other.at("/sections/catalog/asOf"));
    return same;
  }
}
