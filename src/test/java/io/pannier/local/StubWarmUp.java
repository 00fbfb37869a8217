package io.pannier.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/**
 * One request to each stub before anybody else asks: the first answer out of a template takes
 * longer than an upstream is given.
 */
final class StubWarmUp {

  private StubWarmUp() {}

  static void of(StubUpstreams stubs) {
    HttpClient client = HttpClient.newHttpClient();
    List<HttpRequest.Builder> requests =
        List.of(
            StubRequests.catalog(
                stubs.catalog().baseUrl(), StubRequests.catalogBody(List.of("00036000291452"))),
            StubRequests.pricing(
                stubs.pricing().baseUrl(),
                StubRequests.pricingQuery(List.of("36000291452"), List.of("1"))),
            StubRequests.inventory(
                stubs.inventory().baseUrl(),
                StubRequests.inventoryBody(List.of("00036000291452"), List.of("0001"))),
            StubRequests.legacyInventory(
                stubs.legacyInventory().baseUrl(),
                StubRequests.legacyInventoryBody("0001", List.of("000000036000291452"))));
    requests.forEach(request -> send(client, request.build()));
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
