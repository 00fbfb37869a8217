package io.pannier.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Batches to allocate orders to: some are here, more are on their way. Each start has a product of
 * its own, since allocations are kept, and the tour tells figures.
 */
final class SampleStock {

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmm", Locale.ROOT);

  private SampleStock() {}

  /** The product of a start at this time. */
  static String sku(LocalDateTime start) {
    return "TABLE-" + MINUTE.format(start);
  }

  /**
   * Tells the service of the batches, as a warehouse does.
   *
   * @param accessToken with the scope {@code stock}
   */
  static void put(String application, String sku, String accessToken) {
    put(application, sku, "PO-1", "{\"quantity\": 10}", accessToken);
    put(application, sku, "PO-2", "{\"quantity\": 20, \"eta\": \"2030-01-02\"}", accessToken);
  }

  private static void put(
      String application, String sku, String batch, String body, String accessToken) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(application + "/v2/stock/" + sku + "/batches/" + batch))
            .header("Authorization", "Bearer " + accessToken)
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      int status = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode();
      if (status >= 300) {
        System.err.println("The sample batch " + batch + " was answered " + status);
      }
    } catch (IOException e) {
      System.err.println("The sample batches could not be set: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
