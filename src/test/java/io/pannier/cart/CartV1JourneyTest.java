package io.pannier.cart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.pannier.testkit.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;

/** What a guest does with a cart through version 1, and what it shows of what it cannot say. */
class CartV1JourneyTest extends CartJourney {

  private final V1Cart old = V1Cart.of(cart);

  @ParameterizedTest
  @ValueSource(strings = {"", "{}"})
  void a_new_cart_is_an_id_and_its_secret(String body) {
    Reply created = CLIENT.send(HttpMethod.POST, "/v1/cart", body.isEmpty() ? null : body);

    assertThat(created.status()).isEqualTo(200);
    assertThat(created.json()).hasSize(2);
    assertThat(created.json().get("cartId").asText()).hasSizeGreaterThanOrEqualTo(22);
    assertThat(created.json().get("cartToken").asText()).hasSizeGreaterThanOrEqualTo(22);
    assertThat(created.header("Cache-Control")).isEqualTo("no-store");
    assertThat(List.of(created.header("Location"), created.header("ETag"))).containsExactly("", "");
    assertThat(V1Cart.create(CLIENT).view().body())
        .contains("\"items\":[],\"total\":0.00,\"currency\":\"USD\"");
  }

  @Test
  void lines_are_added_changed_and_removed_by_their_upc() {
    Reply added = old.add(TISSUES, 2);

    assertThat(added.status()).isEqualTo(200);
    assertThat(added.header("Cache-Control")).isEqualTo("no-store");
    assertThat(List.of(added.header("Location"), added.header("ETag"))).containsExactly("", "");
    assertThat(added.body())
        .isEqualTo(
            "{\"cartId\":\""
                + cart.id()
                + "\",\"items\":[{\"upc\":\"036000291452\",\"name\":\"Facial tissue\",\"qty\":2,"
                + "\"price\":12.99,\"total\":25.98,\"inStock\":true}],"
                + "\"total\":25.98,\"currency\":\"USD\"}");
    assertThat(V1Cart.lines(old.add(TISSUES, 1))).containsExactly("036000291452=3");
    assertThat(V1Cart.lines(old.add(SPAGHETTI, 1)))
        .containsExactly("036000291452=3", "080012345108=1");
    assertThat(V1Cart.lines(old.update(TISSUES, 5)))
        .containsExactly("036000291452=5", "080012345108=1");
    assertThat(V1Cart.lines(old.update(TISSUES, 0))).containsExactly("080012345108=1");
    assertThat(old.update(TISSUES, 0).status()).as("on repeat").isEqualTo(200);
    assertThat(V1Cart.lines(old.remove(SPAGHETTI))).isEmpty();
    assertThat(old.remove(SPAGHETTI).status()).as("on repeat").isEqualTo(200);
    assertThat(old.remove(NOWHERE).status()).isEqualTo(200);
    assertThat(old.view().body()).isEqualTo(old.remove(SPAGHETTI).body());
  }

  @Test
  void what_the_business_refuses_is_400_with_the_code_of_version_two() {
    old.add(TISSUES, 1);

    assertThat(refusal(old.add(NOWHERE, 1))).isEqualTo("400 unknown-product");
    assertThat(refusal(old.add(WATER_BY_THE_DOZEN, 5))).isEqualTo("400 quantity-limit");
    assertThat(refusal(old.add(BAGS, 90))).isEqualTo("400 insufficient-stock");
    assertThat(refusal(old.update(TISSUES, 13))).isEqualTo("400 quantity-limit");
    assertThat(refusal(old.update(SPAGHETTI, 1))).isEqualTo("404 item-not-found");
    assertThat(cart.lines()).containsExactly("036000291452@1=1");
    assertThat(cart.version()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "addItem | {} | upc is required; qty is required",
        "addItem | {\"upc\": \"036000291453\", \"qty\": 0} | upc",
        "addItem | {\"upc\": \"036000291452\", \"qty\": 1, \"sellingLocationId\": 2} | sellingLocationId is not known",
        "addItem | {\"sku\": \"COMPLICATED-LAMP\", \"qty\": 1} | sku is not known",
        "updateItem | {\"upc\": \"036000291452\", \"qty\": -1} | qty must be at least 0",
        "updateItem | {\"upc\": \"036000291452\"} | qty is required",
        "removeItem | {\"upc\": \"036000291452\", \"qty\": 1} | qty is not known"
      })
  void what_is_wrong_with_a_request_is_named(String action, String body, String named) {
    Reply refused = old.send(HttpMethod.POST, "/" + action, body);

    assertThat(refusal(refused)).isEqualTo("400 invalid-request");
    assertThat(refused.text("/error/message")).contains(named);
  }

  @Test
  void without_its_token_there_is_no_such_cart() {
    for (String below : List.of("/addItem", "/updateItem", "/removeItem")) {
      String body =
          below.equals("/removeItem")
              ? "{\"upc\": \"036000291452\"}"
              : "{\"upc\": \"036000291452\", \"qty\": 1}";
      Reply unopened = CLIENT.send(HttpMethod.POST, old.path() + below, body);
      assertThat(refusal(unopened)).isEqualTo("404 cart-not-found");
    }
    assertThat(refusal(send(HttpMethod.GET, old.path()))).isEqualTo("404 cart-not-found");
    assertThat(calls()).isEqualTo(calls(0, 0, 0, 0));
  }

  @Test
  void if_match_says_nothing() {
    old.add(TISSUES, 2);

    for (String condition : List.of("\"77\"", "nonsense", "W/\"1\"")) {
      assertThat(old.add(TISSUES, 1, "If-Match", condition).status()).isEqualTo(200);
      assertThat(old.update(TISSUES, 2, "If-Match", condition).status()).isEqualTo(200);
      assertThat(old.remove(SPAGHETTI, "If-Match", condition).status()).isEqualTo(200);
    }
  }

  /** Version 1 can neither make these lines nor change them, and hides none of them. */
  @Test
  void every_line_is_listed_and_only_the_plain_one_at_the_default_location_is_changed() {
    cart.add("{\"upc\": \"036000291452\", \"quantity\": 1, \"sellingLocationId\": 412}");
    cart.add("{\"upc\": \"036000291452\", \"attributes\": {\"engraving\": \"For Anna\"}}");
    cart.add("{\"sku\": \"COMPLICATED-LAMP\", \"sellingLocationId\": 412}");

    Reply listed = old.view();
    assertThat(V1Cart.lines(listed))
        .containsExactly("036000291452=1", "036000291452=1", "COMPLICATED-LAMP=1");
    assertThat(listed.body()).doesNotContain("Anna").doesNotContain("sellingLocationId");
    JsonNode lamp = listed.json().at("/items/2");
    assertThat(lamp.has("upc")).isFalse();
    assertThat(lamp.get("name").asText()).isEqualTo("Complicated lamp");
    assertThat(lamp.get("total").decimalValue()).isEqualByComparingTo("89.00");
    assertThat(listed.json().get("total").decimalValue())
        .isEqualByComparingTo(cart.view().text("/totals/subtotal/amount"));

    assertThat(refusal(old.update(TISSUES, 3))).isEqualTo("404 item-not-found");
    assertThat(V1Cart.lines(old.remove(TISSUES))).hasSize(3);
    assertThat(V1Cart.lines(old.add(TISSUES, 4)))
        .containsExactly(
            "036000291452=1", "036000291452=1", "COMPLICATED-LAMP=1", "036000291452=4");
    assertThat(V1Cart.lines(old.update(TISSUES, 2)))
        .containsExactly(
            "036000291452=1", "036000291452=1", "COMPLICATED-LAMP=1", "036000291452=2");
    assertThat(V1Cart.lines(old.remove(TISSUES))).hasSize(3);
  }

  @Test
  void what_is_unavailable_is_left_out_and_the_cart_is_still_read() {
    old.add(TISSUES, 5);
    breakAllDown();

    Reply view = old.view();
    assertThat(view.status()).isEqualTo(200);
    assertThat(view.json().at("/items/0").toString())
        .isEqualTo("{\"upc\":\"036000291452\",\"qty\":5}");
    assertThat(view.json().has("total")).isFalse();
    assertThat(V1Cart.lines(old.update(TISSUES, 3))).containsExactly("036000291452=3");
    assertThat(refusal(old.update(TISSUES, 4))).isEqualTo("502 upstream-invalid-answer");
    assertThat(refusal(old.add(SPAGHETTI, 1))).isEqualTo("502 upstream-invalid-answer");
    assertThat(V1Cart.lines(old.remove(TISSUES))).isEmpty();
  }

  @Test
  void a_price_in_another_currency_is_no_number_of_the_carts_own() {
    Reply euros = CLIENT.send(HttpMethod.POST, "/v2/carts", "{\"currency\": \"EUR\"}");
    V1Cart inEuros =
        new V1Cart(CLIENT, euros.json().get("id").asText(), euros.json().get("cartToken").asText());

    assertThat(refusal(inEuros.add(TISSUES, 1))).isEqualTo("400 currency-mismatch");

    breakDown(STUBS.pricing());
    inEuros.add(TISSUES, 1);
    mendUpstreams();
    JsonNode view = inEuros.view().json();
    assertThat(view.at("/items/0").has("price")).isFalse();
    assertThat(view.at("/items/0").has("total")).isFalse();
    assertThat(view.get("total").decimalValue()).isEqualByComparingTo("0");
    assertThat(view.get("currency").asText()).isEqualTo("EUR");
  }

  @Test
  void every_answer_names_the_exact_successor_also_where_it_is_an_error() {
    assertThat(successor(CLIENT.send(HttpMethod.POST, "/v1/cart", "[]"))).isEqualTo("/v2/carts");
    assertThat(successor(old.view())).isEqualTo(cart.path());
    assertThat(successor(old.add(TISSUES, 1))).isEqualTo(cart.path() + "/items");
    assertThat(successor(old.send(HttpMethod.POST, "/updateItem", null)))
        .isEqualTo(cart.path() + "/items");
    assertThat(successor(old.remove(TISSUES))).isEqualTo(cart.path() + "/items");
    assertThat(successor(send(HttpMethod.GET, "/v1/cart/a>b \"")))
        .isEqualTo("/v2/carts/a%3Eb%20%22");
  }

  @Test
  void calls_are_counted_by_operation() {
    double before = counted("addItem");
    old.add(TISSUES, 1);
    old.send(HttpMethod.POST, "/addItem", "{}");

    assertThat(counted("addItem")).isEqualTo(before + 2);
    for (String operation : List.of("createCart", "viewCart", "updateItem", "removeItem")) {
      double before1 = counted(operation);
      V1Cart.create(CLIENT);
      old.view();
      old.update(TISSUES, 1);
      old.remove(TISSUES);
      assertThat(counted(operation)).as(operation).isEqualTo(before1 + 1);
    }
  }

  private static double counted(String operation) {
    return SERVER
        .bean(MeterRegistry.class)
        .counter("pannier.api.v1.calls", "operation", operation, "client", "other")
        .count();
  }

  private static String refusal(Reply refusal) {
    return refusal.status() + " " + refusal.code();
  }

  private static String successor(Reply reply) {
    String link = reply.header("Link");
    assertThat(reply.headers().get("Deprecation")).hasSize(1);
    assertThat(reply.headers().get("Sunset")).hasSize(1);
    return link.substring(1, link.indexOf(">; rel=\"successor-version\""));
  }
}
