package io.pannier.cart;

import io.pannier.testkit.Client;
import io.pannier.testkit.Reply;
import java.util.List;
import org.springframework.http.HttpMethod;

/**
 * A cart with a line, that others try to open.
 *
 * @param key the header that opens it, and its value
 * @param guests another guest's cart
 */
record TriedCart(Client client, String id, String lineId, List<String> key, GuestCart guests) {

  static TriedCart ofCustomer(Client client, String accessToken) {
    return of(client, List.of("Authorization", "Bearer " + accessToken));
  }

  static TriedCart ofGuest(Client client) {
    GuestCart cart = GuestCart.create(client);
    return filled(client, cart.id(), List.of("X-Cart-Token", cart.token()));
  }

  private static TriedCart of(Client client, List<String> key) {
    Reply created = client.send(HttpMethod.POST, "/v2/carts", null, key.toArray(String[]::new));
    return filled(client, created.json().get("id").asText(), key);
  }

  private static TriedCart filled(Client client, String id, List<String> key) {
    Reply added =
        client.send(
            HttpMethod.POST,
            "/v2/carts/" + id + "/items",
            "{\"upc\": \"036000291452\", \"quantity\": 2}",
            key.toArray(String[]::new));
    return new TriedCart(client, id, added.text("/items/0/id"), key, GuestCart.create(client));
  }

  /** What of it changes with every write. */
  String version() {
    return client
        .send(HttpMethod.GET, "/v2/carts/" + id, null, key.toArray(String[]::new))
        .header("ETag");
  }

  String fill(String template) {
    return template
        .replace("{cart}", id)
        .replace("{line}", lineId)
        .replace("{sourceToken}", guests.token())
        .replace("{source}", guests.id());
  }
}
