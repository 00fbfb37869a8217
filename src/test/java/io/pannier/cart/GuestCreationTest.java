package io.pannier.cart;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.local.EmbeddedMongo;
import io.pannier.local.StubUpstreams;
import io.pannier.testkit.PannierServer;
import io.pannier.testkit.Reply;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.http.HttpMethod;

/** One cart a minute for each client; each test is a client of its own. */
class GuestCreationTest {

  private static final EmbeddedMongo MONGO = EmbeddedMongo.inMemory();
  private static final StubUpstreams STUBS = StubUpstreams.start();

  private static final PannierServer BEHIND_A_PROXY =
      PannierServer.start(
          MONGO.uri(),
          STUBS,
          "pannier.cart.guest-creation.enabled=true",
          "pannier.cart.guest-creation.per-minute=1",
          "pannier.client-address.trusted-proxies=1",
          "server.forward-headers-strategy=native");

  @AfterAll
  static void stop() {
    BEHIND_A_PROXY.close();
    MONGO.close();
    STUBS.close();
  }

  @Test
  void one_too_many_is_told_when_to_come_again_and_nothing_is_written() {
    assertThat(create("192.0.2.1").status()).isEqualTo(201);
    long before = storedCarts();

    Reply refused = create("192.0.2.1");

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.code()).isEqualTo("too-many-carts");
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
    assertThat(storedCarts()).isEqualTo(before);
  }

  @Test
  void others_are_not_affected() {
    create("192.0.2.2");

    assertThat(create("192.0.2.2").status()).isEqualTo(429);
    assertThat(create("192.0.2.3").status()).isEqualTo(201);
  }

  @Test
  void addresses_of_one_subscriber_are_one_client() {
    assertThat(create("2001:db8:0:1::1").status()).isEqualTo(201);
    assertThat(create("2001:db8:0:1::2").status()).isEqualTo(429);
    assertThat(create("2001:db8:0:2::1").status()).isEqualTo(201);
  }

  @Test
  void both_versions_share_one_limit() {
    assertThat(createInV1("192.0.2.20").status()).isEqualTo(200);
    assertThat(create("192.0.2.20").status()).isEqualTo(429);
    assertThat(create("192.0.2.21").status()).isEqualTo(201);

    Reply refused = createInV1("192.0.2.21");

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.code()).isEqualTo("too-many-carts");
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
  }

  @Test
  void what_is_refused_for_its_form_does_not_count() {
    assertThat(create("192.0.2.4", "{\"currency\": \"XXX\"}").status()).isEqualTo(400);
    assertThat(create("192.0.2.4", "{").status()).isEqualTo(400);

    assertThat(create("192.0.2.4").status()).isEqualTo(201);
  }

  @Test
  void carts_that_are_there_can_be_used() {
    Reply created = create("192.0.2.5");
    GuestCart cart =
        new GuestCart(
            BEHIND_A_PROXY.client(),
            created.json().get("id").asText(),
            created.json().get("cartToken").asText());
    create("192.0.2.5");

    assertThat(cart.send(HttpMethod.GET, "", null, "X-Forwarded-For", "192.0.2.5").status())
        .isEqualTo(200);
  }

  @Test
  void problem_has_its_page() {
    Reply page = BEHIND_A_PROXY.client().send(HttpMethod.GET, "/problems/too-many-carts", null);

    assertThat(page.status()).isEqualTo(200);
  }

  /** What stands left of the proxy's own entry was written by the client. */
  @Test
  void who_writes_addresses_neither_escapes_nor_locks_others_out() {
    String victim = "192.0.2.8";
    String attacker = "192.0.2.9";
    assertThat(create(victim + ", " + attacker).status()).isEqualTo(201);

    for (String written : List.of(victim, "192.0.2.10", "unknown", "2001:db8::9")) {
      assertThat(create(written + ", " + attacker).status()).as(written).isEqualTo(429);
    }
    for (int i = 0; i < 10; i++) {
      BEHIND_A_PROXY
          .client()
          .send(
              HttpMethod.POST,
              "/v2/carts",
              null,
              "X-Forwarded-For",
              attacker,
              "Forwarded",
              "for=" + victim);
    }
    assertThat(create(victim).status()).isEqualTo(201);
  }

  /** Else everybody could be as many clients as they like. */
  @Test
  void forwarded_address_is_not_believed_by_default() {
    try (PannierServer open =
        PannierServer.start(
            MONGO.uri(),
            STUBS,
            "pannier.cart.guest-creation.enabled=true",
            "pannier.cart.guest-creation.per-minute=1",
            "server.forward-headers-strategy=framework")) {
      assertThat(create(open, "192.0.2.6", null).status()).isEqualTo(201);
      assertThat(create(open, "192.0.2.7", null).status()).isEqualTo(429);
    }
  }

  private static Reply createInV1(String address) {
    return BEHIND_A_PROXY
        .client()
        .send(HttpMethod.POST, "/v1/cart", null, "X-Forwarded-For", address);
  }

  private static Reply create(String address) {
    return create(address, null);
  }

  private static Reply create(String address, @Nullable String body) {
    return create(BEHIND_A_PROXY, address, body);
  }

  private static Reply create(PannierServer server, String address, @Nullable String body) {
    return server.client().send(HttpMethod.POST, "/v2/carts", body, "X-Forwarded-For", address);
  }

  private static long storedCarts() {
    Long count = BEHIND_A_PROXY.bean(ReactiveMongoTemplate.class).estimatedCount("carts").block();
    return count == null ? -1 : count;
  }
}
