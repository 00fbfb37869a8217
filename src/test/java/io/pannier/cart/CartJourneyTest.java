package io.pannier.cart;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pannier.testkit.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/** What a guest does with a cart when all is well, and what it shows when something is not. */
class CartJourneyTest extends CartJourney {

  @Test
  void new_cart_is_empty_and_comes_with_its_secret() {
    Reply created = CLIENT.send(HttpMethod.POST, "/v2/carts", "{\"currency\": \"EUR\"}");

    assertThat(created.status()).isEqualTo(201);
    JsonNode body = created.json();
    assertThat(created.header("Location")).isEqualTo("/v2/carts/" + body.get("id").asText());
    assertThat(created.header("ETag")).isEqualTo("\"1\"");
    assertThat(created.header("Cache-Control")).isEqualTo("no-store");
    assertThat(body.get("currency").asText()).isEqualTo("EUR");
    assertThat(body.get("cartToken").asText()).hasSizeGreaterThanOrEqualTo(22);
    assertThat(body.get("id").asText()).hasSizeGreaterThanOrEqualTo(22);
    assertThat(body.at("/totals/subtotal/amount").asText()).isEqualTo("0.00");
    assertThat(calls()).isEqualTo(calls(0, 0, 0, 0));
  }

  @Test
  void cart_is_in_the_default_currency_without_a_body_and_with_an_empty_object() {
    for (String body : new String[] {null, "{}"}) {
      Reply created = CLIENT.send(HttpMethod.POST, "/v2/carts", body);

      assertThat(created.status()).isEqualTo(201);
      assertThat(created.json().get("currency").asText()).isEqualTo("USD");
    }
  }

  @Test
  void secret_is_shown_once() {
    assertThat(cart.view().body()).doesNotContain("cartToken").doesNotContain(cart.token());
    assertThat(cart.add(TISSUES, 1).body()).doesNotContain("cartToken");
  }

  @Test
  void added_product_is_a_new_line_and_then_more_of_it() {
    Reply first = cart.add("{\"upc\": \"036000291452\"}");
    Reply second = cart.add(TISSUES, 2);

    assertThat(first.status()).isEqualTo(201);
    assertThat(first.header("ETag")).isEqualTo("\"2\"");
    assertThat(GuestCart.lines(first)).containsExactly("036000291452@1=1");
    assertThat(CLIENT.send(HttpMethod.GET, first.header("Location"), null).status())
        .as("the line, without the token")
        .isEqualTo(404);
    assertThat(first.header("Location"))
        .isEqualTo(cart.path() + "/items/" + first.text("/items/0/id"));
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.header("Location")).isEmpty();
    assertThat(second.header("ETag")).isEqualTo("\"3\"");
    assertThat(GuestCart.lines(second)).containsExactly("036000291452@1=3");
  }

  @Test
  void same_product_elsewhere_is_a_line_of_its_own() {
    cart.add(TISSUES, 1);
    Reply added = cart.add(GuestCart.entry(TISSUES.text(), 2, 412));

    assertThat(added.status()).isEqualTo(201);
    assertThat(GuestCart.lines(added)).containsExactly("036000291452@1=1", "036000291452@412=2");
    assertThat(added.text("/items/1/price/unit/amount")).isEqualTo("9.99");
    assertThat(added.text("/totals/subtotal/amount")).isEqualTo("32.97");
    assertThat(added.json().at("/totals/units").asInt()).isEqualTo(3);
  }

  @Test
  void view_shows_only_the_sections_that_were_asked_for() {
    cart.add(TISSUES, 1);
    STUBS.reset();

    JsonNode priced = cart.view("requestedFields=pricing").json();

    assertThat(priced.at("/items/0").has("product")).isFalse();
    assertThat(priced.at("/items/0").has("availability")).isFalse();
    assertThat(priced.at("/items/0/price/unit/amount").asText()).isEqualTo("12.99");
    assertThat(priced.get("totals").has("subtotal")).as("money needs the catalog too").isFalse();
    assertThat(priced.at("/totals/units").asInt()).isEqualTo(1);
    assertThat(priced.get("sections").properties()).hasSize(1);
    assertThat(calls()).isEqualTo(calls(0, 1, 0, 0));

    JsonNode totalled = cart.view("requestedFields=catalog,pricing").json();
    assertThat(totalled.at("/totals/subtotal/amount").asText()).isEqualTo("12.99");
    assertThat(calls()).isEqualTo(calls(1, 2, 0, 0));
  }

  @Test
  void net_beside_gross_makes_no_subtotal_and_says_what_was_summed() {
    cart.add(TISSUES, 2);
    String spaghetti = cart.add(SPAGHETTI, 1).text("/items/1/id");
    String price =
        """
        {"itemId": "%s", "loc": "1", "tax": "%s", "tiers": [{"type": "REG", "amt": "100", "exp": 2,
         "ccy": "USD", "effFrom": 0, "effTo": null}]}""";
    STUBS
        .pricing()
        .stubFor(
            any(anyUrl())
                .atPriority(1)
                .willReturn(
                    okJson(
                        "{\"asOfEpochMs\": 1792231500000, \"errors\": [], \"prices\": [%s, %s]}"
                            .formatted(
                                price.formatted("36000291452", "INCL"),
                                price.formatted("80012345108", "EXCL")))));

    JsonNode view = cart.view().json();

    assertThat(view.findValues("taxIncluded"))
        .extracting(JsonNode::asBoolean)
        .containsExactly(true, false, true);
    assertThat(view.at("/totals/subtotal").isNull()).isTrue();
    assertThat(view.at("/totals/pricedSubtotal/amount").asText()).isEqualTo("2.00");
    assertThat(view.at("/totals/unpricedItemIds"))
        .extracting(JsonNode::asText)
        .containsExactly(spaghetti);
    assertThat(send(HttpMethod.GET, "/v1/cart/" + cart.id(), "X-Cart-Token", cart.token()).json())
        .noneMatch(JsonNode::isNull)
        .doesNotContain(view.at("/totals/pricedSubtotal/amount"));
  }

  @Test
  void reading_changes_nothing() {
    cart.add(TISSUES, 1);
    JsonNode before = cart.view().json();
    JsonNode after = cart.view().json();

    for (String field : List.of("version", "updatedAt", "expiresAt")) {
      assertThat(after.get(field)).isEqualTo(before.get(field));
    }
  }

  @Test
  void atomic_batch_is_taken_whole_and_sums_duplicates() {
    Reply taken =
        cart.addAll(
            "ATOMIC",
            List.of(
                GuestCart.entry(TISSUES, 2),
                GuestCart.entry(SPAGHETTI, 1),
                GuestCart.entry(TISSUES, 3)));

    assertThat(taken.status()).isEqualTo(200);
    assertThat(GuestCart.lines(taken)).containsExactly("036000291452@1=5", "080012345108@1=1");
    assertThat(taken.json().get("version").asLong()).isEqualTo(2);
    assertThat(calls()).isEqualTo(calls(1, 1, 1, 0));
  }

  @Test
  void partial_batch_takes_what_it_can_and_tells_of_each() {
    cart.add(TISSUES, 1);
    Reply partial =
        cart.addAll(
            "PARTIAL",
            List.of(
                GuestCart.entry(TISSUES, 2),
                GuestCart.entry(NOWHERE, 1),
                GuestCart.entry(SPAGHETTI, 1),
                GuestCart.entry(WATER_BY_THE_DOZEN, 5)));

    assertThat(partial.status()).isEqualTo(207);
    assertThat(partial.header("ETag")).isEqualTo("\"3\"");
    JsonNode results = partial.json().get("results");
    assertThat(results.findValuesAsText("status")).containsExactly("200", "422", "201", "422");
    assertThat(results.findValuesAsText("code"))
        .containsExactly("unknown-product", "quantity-limit");
    assertThat(results.at("/3/multiple").asInt()).isEqualTo(12);
    assertThat(cart.lines()).containsExactly("036000291452@1=3", "080012345108@1=1");
  }

  @Test
  void partial_batch_of_which_nothing_is_taken_is_not_written() {
    Reply partial = cart.addAll("PARTIAL", List.of(GuestCart.entry(NOWHERE, 1)));

    assertThat(partial.status()).isEqualTo(207);
    assertThat(partial.header("ETag")).isEqualTo("\"1\"");
    assertThat(cart.version()).isEqualTo(1);
  }

  @Test
  void line_is_shown_alone_and_only_it_is_asked_about() {
    cart.add(TISSUES, 2);
    cart.add(SPAGHETTI, 1);
    String lineId = cart.lineOf(SPAGHETTI);
    STUBS.reset();

    Reply line = cart.viewLine(lineId);

    assertThat(line.status()).isEqualTo(200);
    assertThat(line.header("ETag")).isEqualTo("\"3\"");
    assertThat(line.header("Cache-Control")).isEqualTo("no-store");
    assertThat(line.json().get("upc").asText()).isEqualTo(SPAGHETTI.text());
    assertThat(calls()).isEqualTo(calls(1, 1, 1, 0));
    assertThat(STUBS.catalog().findAll(anyRequestedFor(anyUrl())).get(0).getBodyAsString())
        .doesNotContain(TISSUES.gtin14());
  }

  @Test
  void quantity_is_set_and_not_added() {
    cart.add(TISSUES, 2);
    String lineId = cart.lineOf(TISSUES);

    Reply more = cart.put(lineId, 7);
    assertThat(more.status()).isEqualTo(200);
    assertThat(GuestCart.lines(more)).containsExactly("036000291452@1=7");
    assertThat(GuestCart.lines(cart.put(lineId, 7))).containsExactly("036000291452@1=7");
    assertThat(cart.version()).as("nothing changed, nothing written").isEqualTo(3);
    assertThat(GuestCart.lines(cart.put(lineId, 1))).containsExactly("036000291452@1=1");
    assertThat(GuestCart.lines(cart.put(lineId, 0))).isEmpty();
    assertThat(cart.put(lineId, 1).code()).isEqualTo("item-not-found");
  }

  @Test
  void line_is_removed_once_however_often() {
    cart.add(TISSUES, 2);
    String lineId = cart.lineOf(TISSUES);

    Reply removed = cart.remove(lineId);
    Reply again = cart.remove(lineId);

    assertThat(List.of(removed.status(), again.status())).containsExactly(204, 204);
    assertThat(removed.header("ETag")).isEqualTo("\"3\"");
    assertThat(again.header("ETag")).isEqualTo("\"3\"");
    assertThat(cart.lines()).isEmpty();
  }

  @Test
  void cleared_cart_keeps_its_id() {
    cart.add(TISSUES, 2);
    cart.add(SPAGHETTI, 1);

    Reply cleared = cart.clear();
    Reply again = cart.clear();

    assertThat(List.of(cleared.status(), again.status())).containsExactly(204, 204);
    assertThat(cleared.header("ETag")).isEqualTo("\"4\"");
    assertThat(again.header("ETag")).isEqualTo("\"4\"");
    assertThat(cart.view().status()).isEqualTo(200);
    assertThat(cart.lines()).isEmpty();
  }

  @Test
  void erased_cart_is_gone_and_erasing_it_again_is_fine() {
    cart.add(TISSUES, 2);

    assertThat(cart.erase().status()).isEqualTo(204);
    assertThat(cart.erase().status()).isEqualTo(204);
    assertThat(cart.view().code()).isEqualTo("cart-not-found");
    assertThat(cart.add(TISSUES, 1).code()).isEqualTo("cart-not-found");
  }

  @Test
  void product_is_added_without_its_price_and_its_stock_and_not_without_the_catalog() {
    breakDown(STUBS.pricing(), STUBS.inventory(), STUBS.legacyInventory());
    Reply added = cart.add(TISSUES, 2);
    assertThat(added.status()).isEqualTo(201);
    assertThat(added.json().at("/totals/unpricedItemIds")).hasSize(1);

    breakDown(STUBS.catalog());
    assertRefused(cart.add(SPAGHETTI, 1), 502, "upstream-invalid-answer", 2);
    assertThat(cart.addAll("ATOMIC", List.of(GuestCart.entry(SPAGHETTI, 1))).status())
        .isEqualTo(502);
    Reply partial = cart.addAll("PARTIAL", List.of(GuestCart.entry(SPAGHETTI, 1)));
    assertThat(partial.json().at("/results/0/status").asInt()).isEqualTo(502);
    assertThat(cart.version()).isEqualTo(2);
  }

  @Test
  void what_reduces_works_while_every_upstream_is_down() {
    cart.add(TISSUES, 5);
    cart.add(SPAGHETTI, 2);
    String tissues = cart.lineOf(TISSUES);
    String spaghetti = cart.lineOf(SPAGHETTI);
    breakAllDown();

    assertThat(GuestCart.lines(cart.put(tissues, 3)))
        .containsExactly("036000291452@1=3", "080012345108@1=2");
    assertThat(cart.remove(spaghetti).status()).isEqualTo(204);
    assertThat(cart.put(tissues, 4).status()).as("an increase").isEqualTo(502);
    assertThat(cart.lines()).containsExactly("036000291452@1=3");
    assertThat(GuestCart.lines(cart.put(tissues, 0))).isEmpty();
    assertThat(cart.clear().status()).isEqualTo(204);
    assertThat(cart.erase().status()).isEqualTo(204);
  }
}
