package io.pannier.faults;

import io.pannier.testkit.Await;
import io.pannier.testkit.Client;
import io.pannier.testkit.Reply;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/**
 * Order system and warehouse in one, with a batch of a SKU of its own.
 *
 * @param client what it sends with
 */
record StockKeeper(Client client, String sku, String bearer) {

  static StockKeeper withUnits(FaultLab lab, int units) throws InterruptedException {
    StockKeeper keeper =
        new StockKeeper(
            lab.patient().client(),
            "SKU-" + UUID.randomUUID(),
            "Bearer " + lab.issuer().token("keeper", "allocations", "stock"));
    // More than once where a connection is not known yet to be cut.
    Await.until(() -> keeper.set(units).status() < 300);
    return keeper;
  }

  /** The same one, at another service. */
  StockKeeper through(Client other) {
    return new StockKeeper(other, sku, bearer);
  }

  Reply set(int units) {
    return send(HttpMethod.PUT, batch(), "{\"quantity\": " + units + "}");
  }

  Reply allocate(String orderId) {
    return send(
        HttpMethod.POST,
        "/v2/allocations",
        "{\"orderId\": \"%s\", \"sku\": \"%s\", \"quantity\": 1}".formatted(own(orderId), sku));
  }

  Reply allocateOrder(String orderId) {
    return send(
        HttpMethod.POST,
        "/v2/allocations/" + own(orderId),
        "{\"lines\": [{\"sku\": \"%s\", \"quantity\": 1}]}".formatted(sku));
  }

  Reply view() {
    return send(HttpMethod.GET, batch(), null);
  }

  Reply audit() {
    return send(HttpMethod.GET, "/v2/stock/" + sku + "/audit", null);
  }

  /** Units that lines hold. */
  int allocated() {
    return view().json().get("allocated").asInt();
  }

  private String batch() {
    return "/v2/stock/" + sku + "/batches/b1";
  }

  /** An order that only this one has. */
  private String own(String orderId) {
    return orderId + sku.hashCode();
  }

  private Reply send(HttpMethod method, String path, @Nullable String json) {
    return client.send(method, path, json, HttpHeaders.AUTHORIZATION, bearer);
  }
}
