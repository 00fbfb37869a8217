package io.pannier.cart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pannier.shared.model.ProductId.Upc;
import io.pannier.shared.model.Upcs;
import io.pannier.testkit.Reply;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;

/** Everything that a cart refuses a guest, each time with the cart as it was before. */
class CartRefusalsTest extends CartJourney {

  private static final String[] LIMITS = {"minimum", "maximum", "multiple"};
  private static final Upc CHOCOLATE_IN_EUROS = Upc.parse("4001234500126");

  @ParameterizedTest
  @CsvSource({
    "012345678905, 1, 1, 422, unknown-product",
    "041333000749, 1, 1, 422, product-not-sellable",
    "066512000426, 1, 1, 422, product-not-sellable",
    "041333000671, 1, 1, 422, product-not-sellable",
    "093100440241, 1, 7, 422, product-not-sellable",
    "036000291452, 13, 1, 422, quantity-limit",
    "068200300177, 5, 1, 422, quantity-limit",
    "037000520283, 1000, 1, 422, quantity-limit",
    "037000520283, 2147483647, 1, 422, quantity-limit",
    "4001234500126, 1, 1, 422, currency-mismatch",
    "071200450254, 1, 1, 409, insufficient-stock",
    "093100440241, 1, 412, 409, insufficient-stock",
    "037000520283, 90, 1, 409, insufficient-stock"
  })
  void product_is_refused_alone_and_in_a_batch(
      String upc, int quantity, int location, int status, String code) {
    cart.add(TISSUES, 1);
    String entry = GuestCart.entry(upc, quantity, location);

    assertRefused(cart.add(entry), status, code, 2);

    Reply batch = cart.addAll("ATOMIC", List.of(GuestCart.entry(SPAGHETTI, 1), entry));
    assertRefused(batch, 422, "batch-rejected", 2);
    assertThat(batch.json().get("items")).hasSize(1);
    assertThat(batch.json().at("/items/0/index").asInt()).isEqualTo(1);
    assertThat(batch.text("/items/0/upc")).isEqualTo(upc);
    assertThat(batch.text("/items/0/code")).isEqualTo(code);

    JsonNode result = cart.addAll("PARTIAL", List.of(entry)).json().at("/results/0");
    assertThat(result.get("status").asInt()).isEqualTo(status);
    assertThat(result.get("code").asText()).isEqualTo(code);
    assertThat(cart.version()).isEqualTo(2);
  }

  @Test
  void quantity_limit_tells_which_quantities_there_are() {
    JsonNode refused = cart.add(WATER_BY_THE_DOZEN, 13).json();

    assertThat(figures(refused, "minimum", "maximum", "multiple")).containsExactly(12, 240, 12);
    assertThat(figures(cart.add(BAGS, 1000).json(), "minimum", "maximum", "multiple"))
        .as("the service's own maximum")
        .containsExactly(1, 999, 1);
  }

  @ParameterizedTest
  @CsvSource({"1, 5000, 1, 1, 999, 1", "3, 10, 2, 4, 10, 2", "1, 999, 6, 6, 996, 6"})
  void limits_that_are_shown_and_told_are_those_of_what_can_be_bought(
      int minQty, int maxQty, int multQty, int minimum, int maximum, int multiple) {
    AnyProduct.isSoldBy(STUBS);
    AnyProduct.isOrdered(STUBS, minQty, maxQty, multQty);
    List<Integer> limits = List.of(minimum, maximum, multiple);

    JsonNode page = send(HttpMethod.GET, "/v2/products/" + TISSUES).json();
    assertThat(figures(page.at("/catalog/orderLimits"), LIMITS)).isEqualTo(limits);
    Reply refused = cart.add(TISSUES, maximum + multiple);
    assertRefused(refused, 422, "quantity-limit", 1);
    assertThat(figures(refused.json(), LIMITS)).isEqualTo(limits);
    JsonNode added = cart.add(TISSUES, minimum).json();
    assertThat(figures(added.at("/items/0/product/orderLimits"), LIMITS)).isEqualTo(limits);
    for (int offered : new int[] {minimum + multiple, maximum - multiple, maximum}) {
      assertThat(put(TISSUES, offered).status()).as("%d", offered).isEqualTo(200);
    }
  }

  @Test
  void product_without_any_quantity_that_can_be_bought_is_not_sellable() {
    AnyProduct.isSoldBy(STUBS);
    cart.add(TISSUES, 2);
    AnyProduct.isOrdered(STUBS, 5, 5, 2);

    JsonNode page = send(HttpMethod.GET, "/v2/products/" + TISSUES).json();
    assertThat(page.at("/catalog/name").asText()).isNotEmpty();
    assertThat(page.at("/catalog/orderLimits").isMissingNode()).isTrue();

    assertRefused(cart.add(SPAGHETTI, 5), 422, "product-not-sellable", 2);
    assertRefused(put(TISSUES, 4), 422, "product-not-sellable", 2);
    JsonNode view = cart.view().json();
    assertThat(view.get("notices").findValuesAsText("code")).containsExactly("NOT_SELLABLE");
    assertThat(view.at("/items/0/product/orderLimits").isMissingNode()).isTrue();
    assertThat(view.at("/totals/subtotal/amount").asText()).isEqualTo("0.00");
    assertThat(put(TISSUES, 1).status()).as("a decrease").isEqualTo(200);
  }

  @Test
  void maximum_of_one_is_one_in_the_cart_and_not_one_at_every_location() {
    AnyProduct.isSoldBy(STUBS);
    AnyProduct.isOrdered(STUBS, 1, 1, 1);
    cart.add(TISSUES, 1);

    Reply elsewhere = cart.add(GuestCart.entry(TISSUES.text(), 1, 412));
    assertRefused(elsewhere, 422, "quantity-limit", 2);
    assertThat(figures(elsewhere.json(), LIMITS)).containsExactly(1, 0, 1);

    JsonNode batch =
        cart.addAll(
                "PARTIAL",
                IntStream.rangeClosed(1, 3)
                    .mapToObj(location -> GuestCart.entry(SPAGHETTI.text(), 1, location))
                    .toList())
            .json();
    assertThat(batch.get("results").findValuesAsText("status"))
        .containsExactly("201", "422", "422");
    assertThat(figures(batch.at("/results/2"), LIMITS)).containsExactly(1, 0, 1);
  }

  @Test
  void lines_that_hold_too_much_together_say_so_each() {
    AnyProduct.isSoldBy(STUBS);
    for (int location : new int[] {1, 412}) {
      cart.add(GuestCart.entry(TISSUES.text(), 4, location));
    }
    AnyProduct.isOrdered(STUBS, 1, 6, 1);

    assertThat(cart.view().json().get("notices").findValuesAsText("code"))
        .containsExactly("QUANTITY_NOT_ALLOWED", "QUANTITY_NOT_ALLOWED");
    Reply raised = put(TISSUES, 5);
    assertRefused(raised, 422, "quantity-limit", 3);
    assertThat(figures(raised.json(), LIMITS)).containsExactly(1, 2, 1);
    assertThat(put(TISSUES, 2).json().get("notices")).isEmpty();
  }

  private Reply put(Upc upc, int quantity) {
    return cart.put(cart.lineOf(upc), quantity);
  }

  @Test
  void missing_stock_is_told_in_figures() {
    cart.add(BAGS, 80);

    Reply refused = cart.add(BAGS, 10);
    assertRefused(refused, 409, "insufficient-stock", 2);
    assertThat(figures(refused.json(), "requested", "inCart", "available"))
        .containsExactly(10, 80, 89);

    Reply raised = cart.put(cart.lineOf(BAGS), 90);
    assertRefused(raised, 409, "insufficient-stock", 2);
    assertThat(figures(raised.json(), "requested", "inCart", "available"))
        .containsExactly(90, 0, 89);
  }

  @Test
  void batch_names_every_entry_that_cannot_be_taken() {
    Reply refused =
        cart.addAll(
            "ATOMIC",
            List.of(
                GuestCart.entry(NOWHERE, 1),
                GuestCart.entry(TISSUES, 1),
                GuestCart.entry(CHOCOLATE_IN_EUROS, 1),
                GuestCart.entry(TISSUES, 12)));

    assertRefused(refused, 422, "batch-rejected", 1);
    assertThat(refused.json().get("items").findValuesAsText("index"))
        .as("the sum of both entries of tissues is too much")
        .containsExactly("0", "1", "2", "3");
    assertThat(refused.json().get("items").findValuesAsText("code"))
        .containsExactly(
            "unknown-product", "quantity-limit", "currency-mismatch", "quantity-limit");
  }

  @Test
  void sixth_location_is_one_too_many() {
    AnyProduct.isSoldBy(STUBS);
    cart.addAll(
        "ATOMIC",
        IntStream.rangeClosed(1, 5)
            .mapToObj(location -> GuestCart.entry(TISSUES.text(), 1, location))
            .toList());

    assertRefused(cart.add(GuestCart.entry(TISSUES.text(), 1, 6)), 422, "too-many-locations", 2);
    assertThat(cart.add(GuestCart.entry(SPAGHETTI.text(), 1, 5)).status()).isEqualTo(201);
  }

  @Test
  void full_cart_takes_more_of_its_lines_and_no_other_line_and_asks_nobody_about_it() {
    AnyProduct.isSoldBy(STUBS);
    for (int from : new int[] {1, 51}) {
      assertThat(cart.addAll("ATOMIC", fifty(from)).status()).isEqualTo(200);
    }
    STUBS.reset();

    assertRefusedWithoutViewing(cart.add(NOWHERE, 1), 422, "cart-full");
    assertThat(calls()).isEqualTo(calls(0, 0, 0, 0));
    AnyProduct.isSoldBy(STUBS);
    assertThat(cart.add(Upcs.numbered(7), 1).status()).isEqualTo(200);
    assertThat(
            cart.addAll("ATOMIC", List.of(GuestCart.entry(TISSUES, 1)))
                .json()
                .at("/items/0/code")
                .asText())
        .isEqualTo("cart-full");
    assertThat(cart.version()).isEqualTo(4);
  }

  private void assertRefusedWithoutViewing(Reply refusal, int status, String code) {
    assertThat(List.of(refusal.status(), refusal.code())).isEqualTo(List.of(status, code));
  }

  private static List<String> fifty(int from) {
    return IntStream.range(from, from + 50)
        .mapToObj(number -> GuestCart.entry(Upcs.numbered(number), 1))
        .toList();
  }

  private static List<Integer> figures(JsonNode problem, String... names) {
    return List.of(names).stream().map(name -> problem.path(name).asInt(-1)).toList();
  }
}
