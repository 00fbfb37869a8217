package io.pannier.cart;

import io.pannier.testkit.Client;
import io.pannier.testkit.Reply;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/** Everything that can be asked of a cart, each as a request that is right in itself. */
enum CartOperation {
  CREATE("POST", "/v2/carts", "{\"currency\": \"USD\"}"),
  MINE("GET", "/v2/carts/mine", null),
  ERASE_MINE("DELETE", "/v2/carts/mine", null),
  VIEW("GET", "/v2/carts/{cart}", null),
  ERASE("DELETE", "/v2/carts/{cart}", null),
  ADD("POST", "/v2/carts/{cart}/items", "{\"upc\": \"080012345108\"}"),
  BATCH(
      "POST",
      "/v2/carts/{cart}/items/batch",
      "{\"mode\": \"ATOMIC\", \"items\": [{\"upc\": \"080012345108\"}]}"),
  CLEAR("DELETE", "/v2/carts/{cart}/items", null),
  LINE("GET", "/v2/carts/{cart}/items/{line}", null),
  CHANGE("PUT", "/v2/carts/{cart}/items/{line}", "{\"quantity\": 1}"),
  REMOVE("DELETE", "/v2/carts/{cart}/items/{line}", null),
  /** No notice stands, which only those are told, with 409, whom the cart was opened to. */
  ACCEPT("POST", "/v2/carts/{cart}/notices/acknowledge", "{\"noticeIds\": [\"no-notice\"]}"),
  MERGE(
      "POST",
      "/v2/carts/{cart}/merge",
      "{\"sourceCartId\": \"{source}\", \"sourceCartToken\": \"{sourceToken}\"}"),
  CLOSE("POST", "/v2/carts/{cart}/close", "{\"orderId\": \"order-1\"}"),
  V1_CREATE("POST", "/v1/cart", "{}"),
  V1_VIEW("GET", "/v1/cart/{cart}", null),
  V1_ADD("POST", "/v1/cart/{cart}/addItem", "{\"upc\": \"080012345108\", \"qty\": 1}"),
  V1_UPDATE("POST", "/v1/cart/{cart}/updateItem", "{\"upc\": \"036000291452\", \"qty\": 1}"),
  V1_REMOVE("POST", "/v1/cart/{cart}/removeItem", "{\"upc\": \"036000291452\"}");

  @SuppressWarnings("ImmutableEnumChecker") // it is
  private final String method;

  private final String path;
  private final @Nullable String json;

  CartOperation(String method, String path, @Nullable String json) {
    this.method = method;
    this.path = path;
    this.json = json;
  }

  /** Asks for it, with the headers given as name, value, …. */
  Reply ask(Client client, TriedCart tried, String... headers) {
    String[] all = Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "If-Match";
    all[headers.length + 1] = "*";
    return client.send(
        HttpMethod.valueOf(method), tried.fill(path), json == null ? null : tried.fill(json), all);
  }
}
