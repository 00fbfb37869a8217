package io.pannier.cart;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.pannier.local.StubUpstream;
import io.pannier.local.StubUpstreams;
import io.pannier.shared.model.ProductId.Upc;
import io.pannier.testkit.Client;
import io.pannier.testkit.PannierServer;
import io.pannier.testkit.Reply;
import io.pannier.testkit.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.http.HttpMethod;

/**
 * Journeys of guests with carts through the whole service, over stubs of every upstream and the
 * embedded database. All of these classes share one service, which ends with the tests' process.
 */
abstract class CartJourney {

  static final StubUpstreams STUBS = CartBackends.STUBS;
  static final TestDatabase MONGO = CartBackends.MONGO;
  static final PannierServer SERVER = CartBackends.service();
  static final Client CLIENT = SERVER.client();

  static final Upc TISSUES = Upc.parse("036000291452");
  static final Upc SPAGHETTI = Upc.parse("080012345108");
  static final Upc BAGS = Upc.parse("037000520283");
  static final Upc WATER_BY_THE_DOZEN = Upc.parse("068200300177");
  static final Upc NOWHERE = Upc.parse("012345678905");

  final GuestCart cart = GuestCart.create(CLIENT);

  /** Also before the first, since other classes ask the same stubs. */
  @BeforeEach
  @AfterEach
  void mendUpstreams() {
    STUBS.reset();
    SERVER.bean(CircuitBreakerRegistry.class).getAllCircuitBreakers().forEach(b -> b.reset());
  }

  static void breakDown(WireMockServer... upstreams) {
    for (WireMockServer upstream : upstreams) {
      upstream.stubFor(any(anyUrl()).atPriority(1).willReturn(aResponse().withStatus(500)));
    }
  }

  static void breakAllDown() {
    breakDown(STUBS.catalog(), STUBS.pricing(), STUBS.inventory(), STUBS.legacyInventory());
  }

  /** How often each upstream was asked since its stub was last reset. */
  static Map<String, Integer> calls() {
    return Stream.of(StubUpstream.values())
        .collect(
            Collectors.toMap(
                StubUpstream::id, upstream -> STUBS.server(upstream).getAllServeEvents().size()));
  }

  static Map<String, Integer> calls(int catalog, int pricing, int inventory, int legacy) {
    return Map.of(
        "catalog", catalog, "pricing", pricing, "inventory", inventory, "legacy-inventory", legacy);
  }

  static Reply send(HttpMethod method, String uri, String... headers) {
    return CLIENT.send(method, uri, null, headers);
  }

  /** The refusal is this one, and the cart is as it was. */
  void assertRefused(Reply refusal, int status, String code, long versionBefore) {
    assertThat(refusal.body()).as("nothing was written").doesNotContain("may have happened");
    assertThat(List.of(refusal.status(), refusal.code())).isEqualTo(List.of(status, code));
    assertThat(cart.version()).as("version after " + code).isEqualTo(versionBefore);
  }
}
