package io.pannier.cart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pannier.shared.model.ProductId.Upc;
import io.pannier.testkit.Reply;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/** Customers, and carts that have ended, through version 1. */
class CartV1CustomerJourneyTest extends CustomerJourney {

  private static final Upc TISSUES = Upc.parse("036000291452");
  private static final String TWO_TISSUES = "{\"upc\": \"036000291452\", \"qty\": 2}";

  private final String customer = customer();

  @AfterEach
  void mendUpstreams() {
    CartBackends.STUBS.reset();
  }

  @Test
  void a_customer_gets_the_one_cart_that_there_is_through_either_version() {
    Reply first = post("/v1/cart", null, customer);
    Reply second = post("/v1/cart", "{}", customer);
    Reply inV2 = post("/v2/carts", null, customer);

    assertThat(first.status()).isEqualTo(200);
    assertThat(first.json()).as("no token").hasSize(1);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(inV2.status()).isEqualTo(200);
    assertThat(inV2.json().get("id")).isEqualTo(first.json().get("cartId"));
  }

  @Test
  void a_customers_cart_is_used_with_the_access_token() {
    String path = "/v1/cart/" + post("/v1/cart", null, customer).json().get("cartId").asText();

    assertThat(V1Cart.lines(post(path + "/addItem", TWO_TISSUES, customer)))
        .containsExactly("036000291452=2");
    assertThat(get(path, customer).status()).isEqualTo(200);
    assertThat(get(path, orderSystem()).status()).isEqualTo(200);
    assertThat(get(path, customer()).code()).isEqualTo("cart-not-found");
    Reply forbidden = post(path + "/addItem", TWO_TISSUES, orderSystem());
    assertThat(forbidden.status()).isEqualTo(403);
    assertThat(forbidden.code()).isEqualTo("forbidden");
    Reply unknown = post(path + "/addItem", TWO_TISSUES, "not.a.token");
    assertThat(unknown.status()).isEqualTo(401);
    assertThat(unknown.code()).isEqualTo("unauthenticated");
    assertThat(unknown.header("WWW-Authenticate")).startsWith("Bearer");
    assertThat(unknown.header("Sunset")).isNotEmpty();
  }

  @Test
  void a_closed_cart_is_read_as_it_was_closed_and_changed_no_more() {
    GuestCart cart = GuestCart.create(CLIENT);
    cart.add(TISSUES, 2);
    CLIENT.send(
        HttpMethod.POST,
        cart.path() + "/close",
        "{\"orderId\": \"order-1\"}",
        "Authorization",
        "Bearer " + orderSystem(),
        "If-Match",
        "*");
    AnyProduct.isSoldBy(CartBackends.STUBS);
    AnyProduct.costs(CartBackends.STUBS, 12_345);
    V1Cart old = V1Cart.of(cart);

    JsonNode view = old.view().json();

    assertThat(view.at("/items/0/price").decimalValue()).isEqualByComparingTo("12.99");
    assertThat(view.get("total").decimalValue()).isEqualByComparingTo("25.98");
    assertThat(view.at("/items/0").has("inStock")).as("nobody was asked").isFalse();
    assertRefused(old.add(TISSUES, 1), "cart-closed");
    assertRefused(old.update(TISSUES, 1), "cart-closed");
    assertRefused(old.remove(TISSUES), "cart-closed");
  }

  @Test
  void a_merged_cart_is_changed_no_more() {
    GuestCart cart = GuestCart.create(CLIENT);
    cart.add(TISSUES, 2);
    String target = post("/v1/cart", null, customer).json().get("cartId").asText();
    Reply merged =
        post(
            "/v2/carts/" + target + "/merge",
            "{\"sourceCartId\": \""
                + cart.id()
                + "\", \"sourceCartToken\": \""
                + cart.token()
                + "\"}",
            customer);

    assertThat(merged.status()).isEqualTo(200);
    assertRefused(V1Cart.of(cart).add(TISSUES, 1), "cart-merged");
    assertThat(V1Cart.lines(get("/v1/cart/" + target, customer))).containsExactly("036000291452=2");
  }

  private static void assertRefused(Reply refused, String code) {
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo(code);
  }

  private static Reply post(String path, @Nullable String json, String accessToken) {
    return CLIENT.send(HttpMethod.POST, path, json, "Authorization", "Bearer " + accessToken);
  }
}
