package io.pannier.faults;

import io.pannier.testkit.Await;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Order system and warehouse in one, with a batch of a SKU that nobody else has. */
record StockKeeper(String sku, String bearer) {

  static StockKeeper withUnits(FaultLab lab, int units) throws InterruptedException {
    StockKeeper keeper =
        new StockKeeper(
            "SKU-" + UUID.randomUUID(),
            "Bearer " + lab.issuer().token("keeper", "allocations", "stock"));
    // More than once where a connection is not known yet to be cut.
    Await.until(() -> keeper.sets(lab.patient().client(), units).status() < 300);
    return keeper;
  }

  private String batch() {
    return "/v2/stock/" + sku + "/batches/b1";
  }

  ObservedAnswer sets(WebTestClient client, int units) {
    return send(client.put().uri(batch()), Map.of("quantity", units));
  }

  ObservedAnswer allocates(WebTestClient client, String orderId) {
    return send(
        client.post().uri("/v2/allocations"),
        Map.of("orderId", orderId + sku.hashCode(), "sku", sku, "quantity", 1));
  }

  ObservedAnswer allocatesOrder(WebTestClient client, String orderId) {
    return send(
        client.post().uri("/v2/allocations/" + orderId + sku.hashCode()),
        Map.of("lines", List.of(Map.of("sku", sku, "quantity", 1))));
  }

  ObservedAnswer views(WebTestClient client) {
    return get(client, batch());
  }

  ObservedAnswer audits(WebTestClient client) {
    return get(client, "/v2/stock/" + sku + "/audit");
  }

  /** Units that lines hold. */
  int allocated(WebTestClient client) {
    return views(client).body().get("allocated").asInt();
  }

  private ObservedAnswer get(WebTestClient client, String path) {
    return ObservedAnswer.to(client.get().uri(path).header(HttpHeaders.AUTHORIZATION, bearer));
  }

  private ObservedAnswer send(WebTestClient.RequestBodySpec request, Map<String, ?> body) {
    return ObservedAnswer.to(
        request
            .header(HttpHeaders.AUTHORIZATION, bearer)
            .contentType(MediaType.APPLICATION_JSON)
            .bodyValue(body));
  }
}
