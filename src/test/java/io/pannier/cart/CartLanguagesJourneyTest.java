package io.pannier.cart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pannier.testkit.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;

/** One shop, in English first and in German. */
class CartLanguagesJourneyTest extends CartJourney {

  private static final String ACCEPTED = "Accept-Language";
  private static final String PAGE = "/v2/products/036000291452";

  @Test
  void a_filled_cart_changes_its_language_at_once() {
    cart.add(TISSUES, 1, ACCEPTED, "en");

    Reply german = cart.send(HttpMethod.GET, "", null, ACCEPTED, "de-AT, en;q=0.5");
    Reply english = cart.send(HttpMethod.GET, "", null, ACCEPTED, "en");

    assertThat(nameIn(german)).isEqualTo("Kosmetiktücher");
    assertThat(nameIn(english)).isEqualTo("Facial tissue");
    assertThat(german.header("Content-Language")).isEqualTo("de");
    assertThat(english.header("Content-Language")).isEqualTo("en");
    assertThat(german.header("Vary")).isEqualTo(ACCEPTED);
    assertThat(german.header("ETag")).isEqualTo(english.header("ETag"));
  }

  @Test
  void every_answer_that_shows_the_cart_is_in_the_language_asked_for() {
    String line = cart.add(TISSUES, 1).text("/items/0/id");
    String[] german = {ACCEPTED, "de"};

    assertThat(
            List.of(
                CLIENT.send(HttpMethod.POST, "/v2/carts", null, german),
                cart.add(TISSUES, 1, german),
                cart.addAll("ATOMIC", List.of(GuestCart.entry(TISSUES, 1)), german),
                cart.addAll("PARTIAL", List.of(GuestCart.entry(TISSUES, 1)), german),
                cart.put(line, 3, german),
                cart.send(HttpMethod.GET, "/items/" + line, null, german)))
        .allSatisfy(
            reply -> {
              assertThat(reply.header("Content-Language")).isEqualTo("de");
              assertThat(reply.header("Vary")).isEqualTo(ACCEPTED);
              assertThat(reply.body())
                  .containsPattern("Kosmetiktücher|\"items\":\\[\\]")
                  .doesNotContain("Facial");
            });
  }

  @Test
  void the_same_key_in_another_language_names_the_same_change() {
    cart.add(TISSUES, 2, "Idempotency-Key", "once", ACCEPTED, "de");
    Reply repeated = cart.add(TISSUES, 2, "Idempotency-Key", "once", ACCEPTED, "en");

    assertThat(repeated.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(repeated.header("Content-Language")).isEqualTo("en");
    assertThat(nameIn(repeated)).isEqualTo("Facial tissue");
    assertThat(GuestCart.lines(repeated)).containsExactly("036000291452@1=2");
  }

  @Test
  void what_holds_no_names_has_no_language() {
    String line = cart.add(TISSUES, 1).text("/items/0/id");
    String[] german = {ACCEPTED, "de"};

    assertThat(
            List.of(
                cart.send(HttpMethod.GET, "?requestedFields=pricing", null, german),
                send(HttpMethod.GET, PAGE + "?requestedFields=pricing", german),
                send(HttpMethod.GET, "/v2/products/" + NOWHERE.text(), german),
                cart.remove(line, german)))
        .extracting(reply -> reply.header("Content-Language"), reply -> reply.header("Vary"))
        .containsOnly(tuple("", ""));
  }

  @ParameterizedTest
  @CsvSource({
    "de, de, Kosmetiktücher",
    "'fr, de;q=0.1', de, Kosmetiktücher",
    "'de;q=0', en, Facial tissue",
    "fr, en, Facial tissue",
    "'de_DE;q=7,;', en, Facial tissue",
  })
  void a_page_is_in_the_language_that_fits_best(String accepted, String language, String name) {
    Reply page = send(HttpMethod.GET, PAGE, ACCEPTED, accepted);
    Reply several =
        CLIENT.send(
            HttpMethod.POST,
            "/v2/products/query",
            "{\"upcs\": [\"036000291452\"]}",
            ACCEPTED,
            accepted);

    for (Reply reply : List.of(page, several)) {
      assertThat(reply.header("Content-Language")).isEqualTo(language);
      assertThat(reply.header("Vary")).isEqualTo(ACCEPTED);
      assertThat(reply.json().findValuesAsText("name")).containsExactly(name);
    }
  }

  @Test
  void what_the_catalog_has_in_one_language_only_is_in_that_one() {
    assertThat(
            send(HttpMethod.GET, "/v2/products/" + SPAGHETTI.text(), ACCEPTED, "de")
                .json()
                .at("/catalog/name")
                .asText())
        .isEqualTo("Spaghetti no. 5");
  }

  @Test
  void version_1_stays_in_the_first_language() {
    cart.add(TISSUES, 1);

    Reply page = send(HttpMethod.GET, "/v1/productByUpc?upc=036000291452", ACCEPTED, "de");
    Reply view =
        send(HttpMethod.GET, "/v1/cart/" + cart.id(), ACCEPTED, "de", "X-Cart-Token", cart.token());

    for (Reply reply : List.of(page, view)) {
      assertThat(reply.body()).contains("Facial tissue");
      assertThat(reply.header("Content-Language")).isEmpty();
      assertThat(reply.header("Vary")).isEmpty();
    }
  }

  private static String nameIn(Reply reply) {
    return reply.text("/items/0/product/name");
  }
}
