package io.pannier.cart.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pannier.cart.AnyProduct;
import io.pannier.local.LocalIssuer;
import io.pannier.local.SampleProducts;
import io.pannier.local.StubUpstreams;
import io.pannier.testkit.Await;
import io.pannier.testkit.Client;
import io.pannier.testkit.PannierServer;
import io.pannier.testkit.Reply;
import io.pannier.testkit.ServiceProcess;
import io.pannier.testkit.TcpRelay;
import io.pannier.testkit.TestDatabase;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/**
 * Kills the packaged service between the two writes of a merge: the line to the database lets the
 * first through and holds the second back until the service is dead. Prints what everybody saw.
 */
@Tag("mongodb")
@Tag("full")
class MergeCrashIT {

  /** How an update command begins (BSON: a string named so); a merge makes two. */
  private static final String UPDATE = "\u0002update\0";

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Test
  void a_merge_that_was_killed_between_its_writes_and_is_repeated_ends_the_same() throws Exception {
    try (TestDatabase mongo = TestDatabase.open();
        TcpRelay line = TcpRelay.to(URI.create(mongo.uri()).getPort());
        LocalIssuer issuer = LocalIssuer.start(0);
        StubUpstreams stubs = StubUpstreams.start()) {
      AnyProduct.isSoldBy(stubs);
      Map<String, String> settings = PannierServer.settings(mongo.uri(), stubs);
      settings.putAll(issuer.properties());
      settings.put("spring.data.mongodb.uri", line.uri());
      String bearer = "Bearer " + issuer.token("a-customer", "carts");
      Path logs = Path.of("target", "crash");

      JsonNode source;
      String target;
      String merge;
      try (ServiceProcess service = ServiceProcess.start(settings, logs.resolve("merge-1.log"))) {
        Client client = Client.of(service.url());
        source = send(client, HttpMethod.POST, "/v2/carts", null, "Accept", "application/json");
        add(client, id(source), "X-Cart-Token", token(source), 2);
        target = id(send(client, HttpMethod.POST, "/v2/carts", null, "Authorization", bearer));
        add(client, target, "Authorization", bearer, 3);
        merge =
            "{\"sourceCartId\": \"%s\", \"sourceCartToken\": \"%s\", \"strategy\": \"SUM\"}"
                .formatted(id(source), token(source));
        tell("guest's cart: 2, customer's cart: 3, both ACTIVE; POST /v2/carts/{customer's}/merge");
        line.freezeAfter(1, UPDATE);
        CompletableFuture<Reply> unanswered =
            CompletableFuture.supplyAsync(
                () ->
                    client.send(
                        HttpMethod.POST,
                        "/v2/carts/" + target + "/merge",
                        merge,
                        "Authorization",
                        bearer));
        Await.until(line::isFrozen, PATIENCE);
        assertThat(service.kill()).isEqualTo(ServiceProcess.KILLED);
        assertThat(unanswered).failsWithin(PATIENCE);
        tell("killed with SIGKILL when its second write was under way: no answer");
        line.refuse();
        line.mend();
      }

      try (ServiceProcess service = ServiceProcess.start(settings, logs.resolve("merge-2.log"))) {
        Client client = Client.of(service.url());
        String guests = "/v2/carts/" + id(source);
        String customers = "/v2/carts/" + target;
        JsonNode before = send(client, HttpMethod.GET, customers, null, "Authorization", bearer);
        tell("started again; customer's cart: " + summary(before));
        assertFrozen(
            send(client, HttpMethod.GET, guests, null, "X-Cart-Token", token(source)), target);
        assertThat(quantity(before)).isEqualTo(3);

        JsonNode repeated =
            send(client, HttpMethod.POST, customers + "/merge", merge, "Authorization", bearer);
        tell("repeated; customer's cart: " + summary(repeated.get("cart")));
        tell("its report: " + repeated.get("report"));
        assertThat(quantity(repeated.get("cart"))).isEqualTo(5);

        JsonNode again =
            send(client, HttpMethod.POST, customers + "/merge", merge, "Authorization", bearer);
        tell("and once more: " + summary(again.get("cart")) + ", the same report");
        assertThat(again.get("report")).isEqualTo(repeated.get("report"));
        assertThat(again.get("cart").get("version")).isEqualTo(repeated.get("cart").get("version"));
        assertFrozen(
            send(client, HttpMethod.GET, guests, null, "X-Cart-Token", token(source)), target);
      }
    }
  }

  private static void assertFrozen(JsonNode guests, String target) {
    tell("guest's cart: " + guests.get("state") + " into the customer's");
    assertThat(guests.get("state").asText()).isEqualTo("MERGED");
    assertThat(guests.get("mergedInto").asText()).isEqualTo(target);
  }

  /** Expects success. */
  private static JsonNode send(
      Client client, HttpMethod method, String path, @Nullable String body, String... headers) {
    Reply reply = client.send(method, path, body, headers);
    assertThat(reply.status()).as(reply.body()).isBetween(200, 201);
    return reply.json();
  }

  private static void add(Client client, String cart, String header, String value, int quantity) {
    String body =
        "{\"upc\": \"%s\", \"quantity\": %d}"
            .formatted(SampleProducts.FACIAL_TISSUE.text(), quantity);
    send(client, HttpMethod.POST, "/v2/carts/" + cart + "/items", body, header, value);
  }

  private static String id(JsonNode cart) {
    return cart.get("id").asText();
  }

  private static String token(JsonNode cart) {
    return cart.get("cartToken").asText();
  }

  private static int quantity(JsonNode cart) {
    assertThat(cart.get("items")).hasSize(1);
    return cart.get("items").get(0).get("quantity").asInt();
  }

  private static String summary(JsonNode cart) {
    return "%s, version %s, quantity %d"
        .formatted(cart.get("state"), cart.get("version"), quantity(cart));
  }

  private static void tell(String what) {
    System.out.println("merge: " + what);
  }
}
