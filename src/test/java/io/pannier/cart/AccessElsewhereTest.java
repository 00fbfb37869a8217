package io.pannier.cart;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.testkit.Reply;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/** What access tokens mean apart from carts: something for management, and nothing elsewhere. */
class AccessElsewhereTest extends CustomerJourney {

  private static final List<String> PUBLIC =
      List.of(
          "/v2/products/036000291452",
          "/v1/productByUpc?upc=036000291452",
          "/openapi/cart-v2.yaml",
          "/",
          "/problems",
          "/problems/unauthenticated",
          "/docs/operations",
          "/actuator/health",
          "/actuator/health/readiness",
          "/actuator/health/liveness");

  private final String subject = anySubject();

  @AfterEach
  void showKeys() {
    ISSUER.hideKeys();
    ISSUER.showKeys();
  }

  @Test
  void what_is_public_is_there_whatever_token_is_sent() {
    for (BadToken bad : BadToken.values()) {
      assertPublic(bad.name(), bad.of(ISSUER, subject));
    }
    ISSUER.hideKeys();
    assertPublic("key server down", BadToken.UNKNOWN_KEY.of(ISSUER, subject));
  }

  @Test
  void management_is_open_to_its_scope_only() {
    Reply metrics = get("/actuator/prometheus", ISSUER.token("prometheus", "metrics"));

    assertThat(metrics.status()).isEqualTo(200);
    assertThat(metrics.body()).contains("# TYPE ");
    assertThat(get("/actuator/prometheus", customer()).status()).isEqualTo(403);
    assertThat(get("/actuator/prometheus", orderSystem()).status()).isEqualTo(403);
    assertThat(nobody("/actuator/prometheus").status()).isEqualTo(401);
    String odd =
        ISSUER.claims("prometheus").claim("scope", List.of(1, "metrics")).build().toString();
    assertThat(get("/actuator/prometheus", ISSUER.sign("at+jwt", odd)).status()).isEqualTo(403);
    for (BadToken bad : BadToken.values()) {
      assertThat(get("/actuator/prometheus", bad.of(ISSUER, subject)).status())
          .as(bad.name())
          .isEqualTo(401);
    }
    ISSUER.hideKeys();
    assertThat(get("/actuator/prometheus", BadToken.UNKNOWN_KEY.of(ISSUER, subject)).status())
        .isEqualTo(503);
  }

  @Test
  void management_that_is_not_offered_is_not_there() {
    for (String path : List.of("/actuator/env", "/actuator/heapdump", "/actuator/shutdown")) {
      assertThat(nobody(path).status()).as(path).isEqualTo(404);
      assertThat(get(path, ISSUER.token("prometheus", "metrics")).status()).as(path).isEqualTo(404);
    }
  }

  private static void assertPublic(String token, String accessToken) {
    for (String path : PUBLIC) {
      assertThat(get(path, accessToken).status()).as("%s with %s", path, token).isEqualTo(200);
    }
  }

  private static Reply nobody(String path) {
    return CLIENT.send(HttpMethod.GET, path, null);
  }
}
