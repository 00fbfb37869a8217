package io.pannier.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;

/**
 * Reads a page some times before anybody else does: the first ones of a fresh process take longer
 * than their deadline allows. What they answer does not matter.
 */
final class FirstPages {

  /** Below the number of calls at which a circuit breaker starts to judge. */
  private static final int AT_MOST = 15;

  private static final Duration LONG_ENOUGH = Duration.ofSeconds(5);

  private FirstPages() {}

  static void read(String address) {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
    Instant end = Instant.now().plus(LONG_ENOUGH);
    try {
      for (int i = 0; i < AT_MOST && Instant.now().isBefore(end); i++) {
        client.send(request, BodyHandlers.discarding());
      }
    } catch (IOException e) {
      System.err.println("The first page could not be read: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
