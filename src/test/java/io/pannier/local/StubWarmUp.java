package io.pannier.local;

import io.pannier.shared.model.ProductId.Upc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.Stream;

/**
 * Some large requests to each stub before anybody else asks: the first answers out of a template
 * take longer than an upstream is given.
 */
final class StubWarmUp {

  private static final int ROUNDS = 3;

  private StubWarmUp() {}

  static void of(StubUpstreams stubs) {
    HttpClient client = HttpClient.newHttpClient();
    List<HttpRequest> requests =
        requests(stubs, SampleProducts.all().stream().map(Upc::gtin14).toList());
    for (int round = 0; round < ROUNDS; round++) {
      requests.forEach(request -> send(client, request));
    }
  }

  private static List<HttpRequest> requests(StubUpstreams stubs, List<String> gtins) {
    List<String> itemIds =
        gtins.stream().limit(50).map(gtin -> gtin.replaceFirst("^0+", "")).toList();
    List<String> materials = gtins.stream().limit(10).map("0000"::concat).toList();
    return Stream.of(
            StubRequests.catalog(stubs.catalog().baseUrl(), StubRequests.catalogBody(gtins)),
            StubRequests.pricing(
                stubs.pricing().baseUrl(), StubRequests.pricingQuery(itemIds, List.of("1", "412"))),
            StubRequests.inventory(
                stubs.inventory().baseUrl(),
                StubRequests.inventoryBody(gtins, List.of("0001", "0412"))),
            StubRequests.legacyInventory(
                stubs.legacyInventory().baseUrl(),
                StubRequests.legacyInventoryBody("0412", materials)))
        .map(HttpRequest.Builder::build)
        .toList();
  }

  private static void send(HttpClient client, HttpRequest request) {
    try {
      int status = client.send(request, BodyHandlers.discarding()).statusCode();
      if (status != 200) {
        throw new IllegalStateException(request.uri() + " answered " + status);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the stubs were starting", e);
    }
  }
}
