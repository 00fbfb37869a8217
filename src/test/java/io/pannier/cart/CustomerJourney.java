package io.pannier.cart;

import io.pannier.local.LocalIssuer;
import io.pannier.testkit.Client;
import io.pannier.testkit.PannierServer;
import io.pannier.testkit.Reply;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;

/** Journeys through a service that accepts the access tokens of an issuer. */
abstract class CustomerJourney {

  static final LocalIssuer ISSUER = LocalIssuer.start(0);
  static final PannierServer SERVER =
      PannierServer.start(CartBackends.MONGO.uri(), CartBackends.STUBS, settings(ISSUER));
  static final Client CLIENT = SERVER.client();

  /**
   * What makes a service accept the issuer's tokens, with time for its keys and no pause between.
   */
  static String[] settings(LocalIssuer issuer, String... more) {
    return Stream.concat(
            issuer.properties().entrySet().stream()
                .map(property -> property.getKey() + "=" + property.getValue()),
            Stream.concat(
                Stream.of(
                    "pannier.security.keys-timeout=10s",
                    "pannier.security.keys-pause=1ms",
                    "management.endpoints.web.exposure.include=health,prometheus"),
                Stream.of(more)))
        .toArray(String[]::new);
  }

  /** Whom nobody has seen before. */
  static String anySubject() {
    return "subject-" + UUID.randomUUID();
  }

  static String customer() {
    return ISSUER.token(anySubject(), "carts");
  }

  static String orderSystem() {
    return ISSUER.token("order-system", "orders");
  }

  static Reply get(String path, String accessToken) {
    return CLIENT.send(HttpMethod.GET, path, null, "Authorization", "Bearer " + accessToken);
  }
}
