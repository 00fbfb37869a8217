package io.pannier.cart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pannier.shared.model.ProductId.Upc;
import io.pannier.testkit.Reply;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/** Which currency the cart of a customer is in, at creation and at login. */
class CurrencyJourneyTest extends CustomerJourney {

  private static final Upc TISSUES = Upc.parse("036000291452");
  private static final Upc CHOCOLATE_IN_EUROS = Upc.parse("4001234500126");

  private final String[] customer = {"Authorization", "Bearer " + customer()};

  @Test
  void an_empty_cart_takes_the_currency_that_is_asked_for() {
    Reply created = create(null);
    Reply inYen = create("JPY");

    assertThat(created.json().get("currency").asText()).isEqualTo("USD");
    assertThat(inYen.status()).isEqualTo(200);
    assertThat(inYen.json().get("id")).isEqualTo(created.json().get("id"));
    assertThat(inYen.json().get("currency").asText()).isEqualTo("JPY");
    assertThat(inYen.text("/totals/subtotal/amount")).isEqualTo("0");
    assertThat(inYen.header("ETag")).isEqualTo("\"2\"");
    Reply again = create(null);
    assertThat(again.json().get("currency").asText()).as("none is asked for").isEqualTo("JPY");
    assertThat(again.header("ETag")).isEqualTo("\"2\"");
  }

  @Test
  void a_guests_cart_brings_its_currency_into_an_empty_one() {
    GuestCart guests = GuestCart.create(CLIENT);
    JsonNode brought = guests.add(TISSUES, 2).json();
    String mine = create("EUR").json().get("id").asText();

    JsonNode merged = merge(mine, guests).json().get("cart");

    assertThat(merged.get("currency").asText()).isEqualTo("USD");
    assertThat(merged.at("/totals/subtotal")).isEqualTo(brought.at("/totals/subtotal"));
  }

  @Test
  void an_empty_guests_cart_merges_whatever_its_currency() {
    String mine = create("EUR").json().get("id").asText();
    add(mine, CHOCOLATE_IN_EUROS);

    Reply merged = merge(mine, GuestCart.create(CLIENT));

    assertThat(merged.status()).isEqualTo(200);
    assertThat(merged.text("/cart/currency")).isEqualTo("EUR");
  }

  @Test
  void lines_in_two_currencies_do_not_merge_and_nothing_is_frozen() {
    GuestCart guests = GuestCart.create(CLIENT);
    guests.add(TISSUES, 2);
    String mine = create("EUR").json().get("id").asText();
    assertThat(add(mine, CHOCOLATE_IN_EUROS).status()).isEqualTo(201);

    Reply refused = merge(mine, guests);

    assertThat(List.of(refused.status(), refused.code()))
        .isEqualTo(List.of(422, "currency-mismatch"));
    assertThat(refused.json().get("detail").asText()).doesNotContain("may have happened");
    assertThat(guests.view().json().get("state").asText()).isEqualTo("ACTIVE");
    assertThat(create("USD").json().get("currency").asText())
        .as("it holds something")
        .isEqualTo("EUR");
  }

  private Reply create(@Nullable String currency) {
    String body = currency == null ? null : "{\"currency\": \"" + currency + "\"}";
    return CLIENT.send(HttpMethod.POST, "/v2/carts", body, customer);
  }

  private Reply add(String cart, Upc upc) {
    return CLIENT.send(
        HttpMethod.POST, "/v2/carts/" + cart + "/items", GuestCart.entry(upc, 1), customer);
  }

  private Reply merge(String cart, GuestCart guests) {
    return CLIENT.send(
        HttpMethod.POST,
        "/v2/carts/" + cart + "/merge",
        "{\"sourceCartId\": \"%s\", \"sourceCartToken\": \"%s\"}"
            .formatted(guests.id(), guests.token()),
        customer);
  }
}
