package io.pannier.cart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pannier.shared.model.ProductId.Upc;
import io.pannier.testkit.Client;
import io.pannier.testkit.Reply;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/** A guest's cart, as its owner uses it over HTTP. Further headers are given as name, value, … */
public record GuestCart(Client client, String id, String token) {

  /** A new one, in US dollars. */
  public static GuestCart create(Client client) {
    Reply created = client.send(HttpMethod.POST, "/v2/carts", null);
    assertThat(created.status()).isEqualTo(201);
    return new GuestCart(
        client, created.json().get("id").asText(), created.json().get("cartToken").asText());
  }

  /** A request of its owner, to what is below the cart's own path. */
  public Reply send(HttpMethod method, String below, @Nullable String json, String... headers) {
    String[] all = new String[headers.length + 2];
    all[0] = "X-Cart-Token";
    all[1] = token;
    System.arraycopy(headers, 0, all, 2, headers.length);
    return client.send(method, path() + below, json, all);
  }

  /** The same cart, seen through another replica. */
  public GuestCart through(Client other) {
    return new GuestCart(other, id, token);
  }

  public String path() {
    return "/v2/carts/" + id;
  }

  public Reply view() {
    return send(HttpMethod.GET, "", null);
  }

  public Reply view(String query) {
    return send(HttpMethod.GET, "?" + query, null);
  }

  public Reply add(Upc upc, int quantity, String... headers) {
    return add(entry(upc, quantity), headers);
  }

  public Reply add(String json, String... headers) {
    return send(HttpMethod.POST, "/items", json, headers);
  }

  public Reply addAll(String mode, List<String> entries, String... headers) {
    String items = entries.stream().collect(Collectors.joining(",", "[", "]"));
    return send(
        HttpMethod.POST,
        "/items/batch",
        "{\"mode\": \"%s\", \"items\": %s}".formatted(mode, items),
        headers);
  }

  public Reply viewLine(String lineId) {
    return send(HttpMethod.GET, "/items/" + lineId, null);
  }

  public Reply put(String lineId, int quantity, String... headers) {
    return send(HttpMethod.PUT, "/items/" + lineId, "{\"quantity\": " + quantity + "}", headers);
  }

  public Reply remove(String lineId, String... headers) {
    return send(HttpMethod.DELETE, "/items/" + lineId, null, headers);
  }

  public Reply clear(String... headers) {
    return send(HttpMethod.DELETE, "/items", null, headers);
  }

  public Reply erase(String... headers) {
    return send(HttpMethod.DELETE, "", null, headers);
  }

  public Reply acknowledge(List<String> noticeIds, String... headers) {
    String ids = noticeIds.stream().collect(Collectors.joining("\", \"", "\"", "\""));
    return send(HttpMethod.POST, "/notices/acknowledge", "{\"noticeIds\": [" + ids + "]}", headers);
  }

  public static String entry(Upc upc, int quantity) {
    return "{\"upc\": \"%s\", \"quantity\": %d}".formatted(upc.text(), quantity);
  }

  public static String entry(String upc, int quantity, int location) {
    return "{\"upc\": \"%s\", \"quantity\": %d, \"sellingLocationId\": %d}"
        .formatted(upc, quantity, location);
  }

  public long version() {
    return view().json().get("version").asLong();
  }

  /** Its lines, as {@code upc@location=quantity}, in their order. */
  public List<String> lines() {
    return lines(view());
  }

  public static List<String> lines(Reply cart) {
    return cart.json().at("/items").findParents("sellingLocationId").stream()
        .map(
            line ->
                line.get("upc").asText()
                    + "@"
                    + line.get("sellingLocationId").asInt()
                    + "="
                    + line.get("quantity").asInt())
        .toList();
  }

  /** The id of the line with this product at the default location. */
  public String lineOf(Upc upc) {
    for (JsonNode line : view().json().at("/items")) {
      if (line.get("upc").asText().equals(upc.text())
          && line.get("sellingLocationId").asInt() == 1) {
        return line.get("id").asText();
      }
    }
    throw new AssertionError("no line of " + upc);
  }
}
