package io.pannier.cart.crash;

import com.fasterxml.jackson.databind.JsonNode;
import io.pannier.testkit.Client;
import io.pannier.testkit.Reply;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.WebClientRequestException;

/** A cart with the ledger of what its clients were told. */
record WatchedCart(String id, String token, Ledger ledger) {

  static WatchedCart create(Client client) {
    JsonNode cart = expect(201, client.send(HttpMethod.POST, "/v2/carts", null));
    return new WatchedCart(cart.get("id").asText(), cart.get("cartToken").asText(), new Ledger());
  }

  /** The cart as the service shows it. */
  JsonNode view(Client client) {
    return expect(200, client.send(HttpMethod.GET, path(), null, "X-Cart-Token", token));
  }

  /** Sends a write and notes in the ledger what came of it; in doubt it notes what has no key. */
  Outcome send(Client client, Write write) {
    List<String> headers = new ArrayList<>(List.of("X-Cart-Token", token));
    if (write.key() != null) {
      headers.addAll(List.of("Idempotency-Key", write.key()));
    }
    try {
      return noted(
          write,
          client.send(
              HttpMethod.POST,
              path() + write.path(),
              write.body(),
              headers.toArray(String[]::new)));
    } catch (WebClientRequestException cut) {
      return inDoubt(write);
    }
  }

  /** Sends once more what was acknowledged: the ledger has it already. */
  Outcome repeat(Client client, Write write) {
    return new WatchedCart(id, token, new Ledger()).send(client, write);
  }

  private Outcome noted(Write write, Reply answer) {
    return switch (answer.status()) {
      case 200, 201 -> {
        boolean replayed = !answer.header("Idempotent-Replayed").isEmpty();
        ledger.acknowledged(write, Long.parseLong(answer.header("ETag").replace("\"", "")));
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

  private String path() {
    return "/v2/carts/" + id;
  }

  private static JsonNode expect(int status, Reply answer) {
    if (answer.status() != status) {
      throw unexpected(answer);
    }
    return answer.json();
  }

  private static AssertionError unexpected(Reply answer) {
    return new AssertionError("answered " + answer.status() + " " + answer.body());
  }
}
