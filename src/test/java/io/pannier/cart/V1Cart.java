package io.pannier.cart;

import io.pannier.shared.model.ProductId.Upc;
import io.pannier.testkit.Client;
import io.pannier.testkit.Reply;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/** A guest's cart, as a client of version 1 uses it. Further headers are given as name, value, … */
record V1Cart(Client client, String id, String token) {

  static V1Cart create(Client client) {
    Reply created = client.send(HttpMethod.POST, "/v1/cart", null);
    return new V1Cart(
        client, created.json().get("cartId").asText(), created.json().get("cartToken").asText());
  }

  /** The cart of a client of version 2. */
  static V1Cart of(GuestCart cart) {
    return new V1Cart(cart.client(), cart.id(), cart.token());
  }

  /** As a client of version 2 uses it. */
  GuestCart inV2() {
    return new GuestCart(client, id, token);
  }

  String path() {
    return "/v1/cart/" + id;
  }

  Reply send(HttpMethod method, String below, @Nullable String json, String... headers) {
    String[] all = new String[headers.length + 2];
    all[0] = "X-Cart-Token";
    all[1] = token;
    System.arraycopy(headers, 0, all, 2, headers.length);
    return client.send(method, path() + below, json, all);
  }

  Reply view() {
    return send(HttpMethod.GET, "", null);
  }

  Reply add(Upc upc, int qty, String... headers) {
    return send(HttpMethod.POST, "/addItem", line(upc, qty), headers);
  }

  Reply update(Upc upc, int qty, String... headers) {
    return send(HttpMethod.POST, "/updateItem", line(upc, qty), headers);
  }

  Reply remove(Upc upc, String... headers) {
    return send(HttpMethod.POST, "/removeItem", "{\"upc\": \"" + upc.text() + "\"}", headers);
  }

  private static String line(Upc upc, int qty) {
    return "{\"upc\": \"" + upc.text() + "\", \"qty\": " + qty + "}";
  }

  /** The lines of an answer, as {@code number=quantity}, in their order. */
  static List<String> lines(Reply cart) {
    return StreamSupport.stream(cart.json().get("items").spliterator(), false)
        .map(
            line ->
                (line.has("upc") ? line.get("upc") : line.get("sku")).asText()
                    + "="
                    + line.get("qty").asInt())
        .toList();
  }
}
