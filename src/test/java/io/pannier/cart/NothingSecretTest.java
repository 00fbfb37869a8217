package io.pannier.cart;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.local.EmbeddedMongo;
import io.pannier.local.LocalIssuer;
import io.pannier.local.StubUpstream;
import io.pannier.testkit.Client;
import io.pannier.testkit.LogWatch;
import io.pannier.testkit.PannierServer;
import io.pannier.testkit.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpMethod;

/**
 * Everything that a service wrote, from its start to its end and in every kind of trouble, holds
 * none of the secrets and none of the persons that it had to do with.
 */
@ExtendWith(OutputCaptureExtension.class)
class NothingSecretTest {

  private static final String WORDS = "Only For Zoe";
  private static final String ELSEWHERE = "cart-token-of-somebody-else";

  /** What must not be found, by what it is. */
  private final Map<String, String> secrets = new LinkedHashMap<>();

  private final StringBuilder answers = new StringBuilder();

  @Test
  void logs_errors_and_metrics_tell_no_secrets_and_nobody(CapturedOutput output) {
    try (EmbeddedMongo mongo = EmbeddedMongo.inMemory();
        LocalIssuer issuer = LocalIssuer.start(0);
        PannierServer server =
            PannierServer.start(
                mongo.uri(),
                CartBackends.STUBS,
                CustomerJourney.settings(
                    issuer,
                    "logging.level.io.pannier=debug",
                    "pannier.mongodb.server-selection-timeout=300ms"))) {
      everythingThatHappensToCarts(server.client(), issuer, mongo);
      String watcher = CustomerJourney.anySubject();
      String metrics = keep("watcher", watcher, issuer.token(watcher, "metrics"));
      keep(ask(server.client(), HttpMethod.GET, "/actuator/prometheus", null, metrics));
    } finally {
      CartBackends.STUBS.reset();
      LogWatch.usualLevel("io.pannier");
    }
    for (StubUpstream upstream : StubUpstream.values()) {
      upstream.settings().forEach((name, value) -> secrets.put(upstream.id() + " " + name, value));
    }
    secrets.keySet().removeIf(name -> name.endsWith(" zone") || name.endsWith(" media-base-url"));

    String written = output.getAll() + answers;
    assertThat(written)
        .as("this is what was written")
        .contains("Netty started", "gave no usable answer", "cart-not-found", "\"unauthenticated\"")
        .contains("storage-unavailable", "The keys of the token issuer cannot be had")
        .contains("http_server_requests_seconds_count");
    assertThat(secrets).hasSizeGreaterThan(15);
    secrets.forEach(
        (name, secret) ->
            assertThat(written.contains(secret)).as("%s was written", name).isFalse());
  }

  private void everythingThatHappensToCarts(
      Client client, LocalIssuer issuer, EmbeddedMongo mongo) {
    String subject = CustomerJourney.anySubject();
    String customer = keep("customer", subject, issuer.token(subject, "carts"));
    String orders =
        keep("order system", "the-order-system", issuer.token("the-order-system", "orders"));
    GuestCart guests = GuestCart.create(client);
    secrets.put("cart token", guests.token());
    secrets.put("foreign cart token", ELSEWHERE);

    TriedCart cart = TriedCart.ofCustomer(client, customer);
    secrets.put("second cart token", cart.guests().token());
    for (CartOperation operation : CartOperation.values()) {
      if (operation != CartOperation.ERASE && operation != CartOperation.ERASE_MINE) {
        keep(operation.ask(client, cart, "X-Cart-Token", ELSEWHERE));
        keepUnlessShown(operation, operation.ask(client, cart, bearer(customer)));
      }
    }
    secrets.put("words on a line", WORDS);
    GuestCart engraver = GuestCart.create(client);
    secrets.put("third cart token", engraver.token());
    engraver.add(engraved(1));
    engraver.send(HttpMethod.PUT, "/items/00036000291452-1", engraving(WORDS + "!"));
    keep(engraver.add(engraved(5_000)));
    keep(engraver.addAll("ATOMIC", List.of(engraved(5_000))));
    keep(engraver.add(engraved(1).replace("engraving", WORDS)));
    keep(engraver.add(engraved(1).replace(WORDS, WORDS + "\\u0007")));
    keep(CartOperation.CLOSE.ask(client, cart, bearer(orders)));
    keep(CartOperation.ADD.ask(client, cart, bearer(customer)));
    String tooLong = guests.token().repeat(10);
    keep(
        ask(
            client,
            HttpMethod.POST,
            "/v2/carts/" + cart.id() + "/merge",
            "{\"sourceCartId\": \"?\", \"sourceCartToken\": \"%s\"}".formatted(tooLong),
            customer));

    for (BadToken bad : BadToken.values()) {
      String token = bad.of(issuer, subject);
      keep(bad.name(), subject, token);
      keep(CartOperation.VIEW.ask(client, cart, bearer(token)));
      keep(ask(client, HttpMethod.GET, "/actuator/prometheus", null, token));
    }
    issuer.hideKeys();
    String unknown = keep("unknown key", subject, BadToken.UNKNOWN_KEY.of(issuer, subject));
    keep(CartOperation.VIEW.ask(client, cart, bearer(unknown)));

    Stream.of(StubUpstream.values())
        .map(CartBackends.STUBS::server)
        .forEach(
            upstream ->
                upstream.stubFor(
                    any(anyUrl()).atPriority(1).willReturn(aResponse().withStatus(500))));
    keep(CartOperation.ADD.ask(client, cart, "X-Cart-Token", guests.token()));
    keep(guests.add(GuestCart.entry("036000291452", 1, 1)));
    keep(guests.view());
    mongo.stop();
    keep(guests.view());
    keep(CartOperation.ADD.ask(client, cart, bearer(customer)));
    keep(CartOperation.CREATE.ask(client, cart, bearer(customer)));
  }

  private static String engraved(int quantity) {
    return "{\"upc\": \"036000291452\", \"quantity\": %d, \"attributes\": {\"engraving\": \"%s\"}}"
        .formatted(quantity, WORDS);
  }

  private static String engraving(String words) {
    return "{\"attributes\": {\"engraving\": \"" + words + "\"}}";
  }

  private static Reply ask(
      Client client, HttpMethod method, String path, @Nullable String json, String accessToken) {
    return client.send(method, path, json, bearer(accessToken));
  }

  /** The token, its parts, and whose it is. */
  private String keep(String name, String subject, String accessToken) {
    secrets.put(name + " subject", subject);
    secrets.put(name + " token", accessToken);
    if (!name.equals("MALFORMED")) {
      String[] parts = accessToken.split("\\.", -1);
      secrets.put(name + " claims", parts[1]);
      secrets.put(name + " signature", parts[2].isEmpty() ? parts[1] : parts[2]);
    }
    return accessToken;
  }

  private void keep(Reply reply) {
    answers.append(reply.headers()).append(reply.body()).append('\n');
  }

  /** A guest's new cart shows its token, to the guest. */
  private void keepUnlessShown(CartOperation operation, Reply reply) {
    assertThat(reply.body()).as("%s", operation).doesNotContain("cartToken");
    keep(reply);
  }

  private static String[] bearer(String token) {
    return new String[] {"Authorization", "Bearer " + token};
  }
}
