package io.pannier.cart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import io.pannier.testkit.Reply;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;

/** Articles that have no GTIN and are known by the shop's own SKU: on pages and in carts. */
class ShopArticlesJourneyTest extends CartJourney {

  private static final String LAMP = "{\"sku\": \"COMPLICATED-LAMP\", \"sellingLocationId\": 412}";

  @Test
  void an_article_has_a_page_by_its_sku() {
    Reply page = get("/v2/products/sku/COMPLICATED-LAMP?sellingLocationIds=412");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.json().has("upc")).isFalse();
    assertThat(page.json().get("sku").asText()).isEqualTo("COMPLICATED-LAMP");
    assertThat(page.text("/catalog/name")).isEqualTo("Complicated lamp");
    assertThat(page.text("/pricing/locations/0/current/amount")).isEqualTo("89.00");
    assertThat(page.json().at("/inventory/locations/0/available").asInt()).isEqualTo(2);
    assertThat(get("/v2/products/sku/complicated-lamp").code()).isEqualTo("product-not-found");
  }

  @ParameterizedTest
  @CsvSource({"/v2/products/sku/.LAMP, sku", "/v2/products/COMPLICATED-LAMP, upc"})
  void what_is_no_number_is_refused_and_nothing_is_asked(String path, String offender) {
    Reply refused = get(path);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.offenders()).containsExactly(offender);
    assertThat(calls()).isEqualTo(calls(0, 0, 0, 0));
  }

  @Test
  void a_sku_in_the_place_of_a_gtin_is_told_where_it_belongs() {
    assertThat(messages(get("/v2/products/COMPLICATED-LAMP")))
        .singleElement()
        .asString()
        .contains("SKU", "/v2/products/sku/{sku}");
    assertThat(messages(query("\"upcs\": [\"COMPLICATED-LAMP\", \"036000291453\"]")))
        .allSatisfy(message -> assertThat(message).contains("SKU", "skus"));
    assertThat(messages(cart.add("{\"upc\": \"COMPLICATED-LAMP\"}")))
        .singleElement()
        .asString()
        .endsWith("it belongs into sku");
    assertThat(messages(cart.add("{\"upc\": \"one two\"}")))
        .singleElement()
        .asString()
        .doesNotContain("SKU");
  }

  @Test
  void both_kinds_are_asked_together_in_one_batch_for_each_upstream() {
    Reply answer =
        query(
            "\"upcs\": [\"036000291452\", \"012345678905\"],"
                + " \"skus\": [\"COMPLICATED-LAMP\", \"NO-SUCH-THING\", \"036000291452\"]");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(ids(answer.json().get("products")))
        .containsExactly("upc 036000291452", "sku COMPLICATED-LAMP");
    assertThat(ids(answer.json().get("missing")))
        .containsExactly("upc 012345678905", "sku NO-SUCH-THING", "sku 036000291452");
    assertThat(calls()).isEqualTo(calls(1, 1, 1, 0));
  }

  @Test
  void a_query_asks_for_something_and_for_no_more_than_50_of_both() {
    String upcs = "\"upcs\": [\"036000291452\"]";
    String skus =
        IntStream.rangeClosed(1, 50)
            .mapToObj(n -> "\"A" + n + "\"")
            .collect(Collectors.joining(", ", "\"skus\": [", "]"));

    assertThat(query(skus).status()).isEqualTo(200);
    assertThat(query(upcs + ", " + skus).offenders()).containsExactly("skus");
    assertThat(query("\"strict\": false").offenders()).containsExactly("upcs");
    assertThat(query("\"upcs\": [], \"skus\": [\".\"]").offenders())
        .containsExactlyInAnyOrder("upcs", "skus[0]");
  }

  @Test
  void with_the_inventory_down_the_legacy_one_stands_in_for_what_has_a_gtin() {
    breakDown(STUBS.inventory());

    JsonNode products =
        query("\"upcs\": [\"036000291452\"], \"skus\": [\"COMPLICATED-LAMP\"]")
            .json()
            .get("products");

    assertThat(products.at("/0/inventory/locations/0/status").asText()).isEqualTo("FALLBACK");
    assertThat(products.at("/1/inventory/locations/0/status").asText()).isEqualTo("UNAVAILABLE");
    assertThat(bodies(STUBS.legacyInventory()))
        .isNotEmpty()
        .allSatisfy(body -> assertThat(body).doesNotContain("COMPLICATED"));
  }

  @Test
  void a_question_without_skus_does_not_name_them() {
    query("\"upcs\": [\"036000291452\"], \"sellingLocationIds\": [412]");

    assertThat(bodies(STUBS.catalog()))
        .containsExactly("{\"gtins\":[\"00036000291452\"],\"locale\":\"en\"}");
    assertThat(bodies(STUBS.inventory()))
        .containsExactly("{\"skus\":[\"00036000291452\"],\"shipNodes\":[\"0412\"]}");
    assertThat(STUBS.pricing().getAllServeEvents().get(0).getRequest().getUrl())
        .isEqualTo("/prices/bulk?ids=36000291452&loc=412");
  }

  @Test
  void a_cart_holds_both_kinds_and_asks_for_them_together() {
    cart.add(GuestCart.entry("036000291452", 1, 412));
    Reply added = cart.add(LAMP);
    STUBS.reset();

    Reply view = cart.view();

    assertThat(added.status()).isEqualTo(201);
    assertThat(added.header("Location")).endsWith("/items/s_COMPLICATED-LAMP-412");
    assertThat(ids(view.json().get("items")))
        .containsExactly("upc 036000291452", "sku COMPLICATED-LAMP");
    assertThat(view.text("/items/1/price/line/amount")).isEqualTo("89.00");
    assertThat(calls()).isEqualTo(calls(1, 1, 1, 0));
    assertThat(cart.viewLine("s_COMPLICATED-LAMP-412").status()).isEqualTo(200);
    assertThat(cart.put("s_COMPLICATED-LAMP-412", 3).code()).isEqualTo("insufficient-stock");
    assertThat(cart.remove("s_COMPLICATED-LAMP-412").status()).isEqualTo(204);
  }

  @Test
  void a_lamp_is_engraved_twice_with_different_names_and_one_goes_to_another_store() {
    Reply anna = cart.add(LAMP.replace("}", ", \"attributes\": {\"engraving\": \"Anna\"}}"));
    Reply bob = cart.add(LAMP.replace("}", ", \"attributes\": {\"engraving\": \"Bob\"}}"));
    Reply third = cart.add(LAMP);
    String bobs = bob.text("/items/1/id");

    Reply moved = cart.send(HttpMethod.PUT, "/items/" + bobs, "{\"sellingLocationId\": 7}");

    assertThat(List.of(anna.status(), bob.status())).containsExactly(201, 201);
    assertThat(third.code()).as("there are two, on both lines").isEqualTo("insufficient-stock");
    assertThat(third.json().get("inCart").asInt()).isEqualTo(2);
    assertThat(moved.json().at("/items/1/sellingLocationId").asInt()).isEqualTo(7);
    assertThat(moved.text("/items/1/attributes/engraving")).isEqualTo("Bob");
    assertThat(moved.text("/items/1/price/unit/amount")).isEqualTo("99.00");
  }

  @Test
  void one_of_both_names_is_given_and_not_both() {
    assertThat(cart.add("{}").offenders()).containsExactly("upc");
    assertThat(cart.add("{\"upc\": \"036000291452\", \"sku\": \"COMPLICATED-LAMP\"}").offenders())
        .containsExactly("sku");
    assertThat(cart.add("{\"upc\": \"1\", \"sku\": \".\"}").offenders())
        .containsExactlyInAnyOrder("upc", "sku", "sku");
  }

  @Test
  void refused_entries_and_merge_reports_name_a_sku_as_such() {
    Reply rejected =
        cart.addAll(
            "ATOMIC", List.of("{\"sku\": \"NO-SUCH-THING\"}", "{\"sku\": \"KEY-CUTTING\"}"));

    assertThat(ids(rejected.json().get("items")))
        .containsExactly("sku NO-SUCH-THING", "sku KEY-CUTTING");
    assertThat(rejected.json().findValuesAsText("code"))
        .contains("unknown-product", "product-not-sellable");
  }

  private static Reply get(String uri) {
    return send(HttpMethod.GET, uri);
  }

  private static Reply query(String members) {
    return CLIENT.send(HttpMethod.POST, "/v2/products/query", "{" + members + "}");
  }

  private static List<String> messages(Reply refused) {
    assertThat(refused.status()).isEqualTo(400);
    return refused.json().get("violations").findValuesAsText("message");
  }

  /** What each of these is known by, with the word for it. */
  private static List<String> ids(JsonNode list) {
    return IntStream.range(0, list.size())
        .mapToObj(list::get)
        .map(
            one ->
                one.has("sku")
                    ? "sku " + one.get("sku").asText()
                    : "upc " + one.get("upc").asText())
        .toList();
  }

  private static List<String> bodies(WireMockServer upstream) {
    return upstream.getAllServeEvents().stream()
        .map(event -> event.getRequest().getBodyAsString())
        .toList();
  }
}
