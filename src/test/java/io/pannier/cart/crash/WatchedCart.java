package io.pannier.cart.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A cart with the ledger of what its clients were told. The service's address changes. */
record WatchedCart(String id, String token, Ledger ledger) {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(30))
          .build();

  static WatchedCart create(String url) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "/v2/carts"));
    HttpResponse<String> created =
        HTTP.send(request.POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString());
    JsonNode cart = expect(201, created);
    return new WatchedCart(cart.get("id").asText(), cart.get("cartToken").asText(), new Ledger());
  }

  /** The cart as the service shows it. */
  JsonNode view(String url) throws IOException, InterruptedException {
    return expect(200, HTTP.send(to(url, "").GET().build(), BodyHandlers.ofString()));
  }

  /** Sends a write and notes in the ledger what came of it; in doubt it notes what has no key. */
  Outcome send(String url, Write write) throws InterruptedException {
    HttpRequest.Builder request =
        to(url, write.path())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(write.body()));
    if (write.key() != null) {
      request.header("Idempotency-Key", write.key());
    }
    try {
      return noted(write, HTTP.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException cut) {
      return inDoubt(write);
    }
  }

  /** Sends once more what was acknowledged: the ledger has it already. */
  Outcome repeat(String url, Write write) throws InterruptedException {
    return new WatchedCart(id, token, new Ledger()).send(url, write);
  }

  private Outcome noted(Write write, HttpResponse<String> answer) {
    return switch (answer.statusCode()) {
      case 200, 201 -> {
        boolean replayed = answer.headers().firstValue("Idempotent-Replayed").isPresent();
        String tag = answer.headers().firstValue("ETag").orElseThrow();
        ledger.acknowledged(write, Long.parseLong(tag.replace("\"", "")));
        yield replayed ? Outcome.REPLAYED : Outcome.ACKNOWLEDGED;
      }
      case 409 -> Outcome.REFUSED;
      case 503, 504 -> inDoubt(write);
      default -> throw unexpected(answer);
    };
  }

  private Outcome inDoubt(Write write) {
    if (write.key() == null) {
      ledger.inDoubt(write);
    }
    return Outcome.IN_DOUBT;
  }

  private HttpRequest.Builder to(String url, String below) {
    return HttpRequest.newBuilder(URI.create(url + "/v2/carts/" + id + below))
        .header("X-Cart-Token", token)
        .timeout(Duration.ofSeconds(60));
  }

  private static JsonNode expect(int status, HttpResponse<String> answer) throws IOException {
    if (answer.statusCode() != status) {
      throw unexpected(answer);
    }
    return MAPPER.readTree(answer.body());
  }

  private static AssertionError unexpected(HttpResponse<String> answer) {
    return new AssertionError(
        answer.request().uri() + " answered " + answer.statusCode() + " " + answer.body());
  }
}
