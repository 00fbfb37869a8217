package io.pannier.faults;

import io.pannier.local.SampleProducts;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** A guest with a cart. */
record Customer(String cart, String token) {

  private static final String TOKEN = "X-Cart-Token";
  private static final String PRODUCT = SampleProducts.FACIAL_TISSUE.text();

  static Customer withEmptyCart(WebTestClient client) {
    ObservedAnswer created = create(client);
    return new Customer(
        Objects.requireNonNull(created.headers().getFirst(HttpHeaders.LOCATION)),
        created.text("/cartToken"));
  }

  static ObservedAnswer create(WebTestClient client) {
    return ObservedAnswer.to(
        client.post().uri("/v2/carts").contentType(MediaType.APPLICATION_JSON));
  }

  static ObservedAnswer readsProduct(WebTestClient client) {
    return ObservedAnswer.to(client.get().uri("/v2/products/" + PRODUCT));
  }

  ObservedAnswer readsCart(WebTestClient client) {
    return ObservedAnswer.to(client.get().uri(cart).header(TOKEN, token));
  }

  ObservedAnswer adds(WebTestClient client) {
    return adds(client, Map.of());
  }

  ObservedAnswer adds(WebTestClient client, Map<String, String> headers) {
    return ObservedAnswer.to(
        client
            .post()
            .uri(cart + "/items")
            .header(TOKEN, token)
            .headers(all -> headers.forEach(all::set))
            .contentType(MediaType.APPLICATION_JSON)
            .bodyValue(Map.of("upc", PRODUCT, "quantity", 1)));
  }

  ObservedAnswer addsThroughV1(WebTestClient client) {
    return addsThroughV1(client, Map.of());
  }

  ObservedAnswer readsCartThroughV1(WebTestClient client) {
    return ObservedAnswer.to(client.get().uri(cartInV1()).header(TOKEN, token));
  }

  ObservedAnswer addsThroughV1(WebTestClient client, Map<String, String> headers) {
    return ObservedAnswer.to(
        client
            .post()
            .uri(cartInV1() + "/addItem")
            .header(TOKEN, token)
            .headers(all -> headers.forEach(all::set))
            .contentType(MediaType.APPLICATION_JSON)
            .bodyValue(Map.of("upc", PRODUCT, "qty", 1)));
  }

  private String cartInV1() {
    return cart.replace("/v2/carts/", "/v1/cart/");
  }

  ObservedAnswer clears(WebTestClient client) {
    return ObservedAnswer.to(client.delete().uri(cart + "/items").header(TOKEN, token));
  }
}
