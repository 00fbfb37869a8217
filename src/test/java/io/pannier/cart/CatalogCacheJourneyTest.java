package io.pannier.cart;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.pannier.local.StubUpstreams;
import io.pannier.shared.model.ProductId.Upc;
import io.pannier.testkit.PannierServer;
import io.pannier.testkit.Reply;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/** What customers see of the catalog's cache: of one that lasts, and of one that only stands in. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CatalogCacheJourneyTest {

  private static final String CATALOG_ONLY = "?requestedFields=catalog";
  private static final StubUpstreams STUBS = CartBackends.STUBS;

  private static final PannierServer LASTING = started("1h");
  private static final PannierServer STANDING_IN = started("0s");

  private static PannierServer started(String lifetime) {
    return PannierServer.start(
        CartBackends.MONGO.uri(),
        STUBS,
        "pannier.catalog.cache.enabled=true",
        "pannier.catalog.cache.lifetime=" + lifetime,
        "pannier.catalog.cache.stale=1h",
        "pannier.catalog.cache.limit=20s");
  }

  @AfterEach
  void mendCatalog() {
    STUBS.reset();
    List.of(LASTING, STANDING_IN)
        .forEach(
            server ->
                server
                    .bean(CircuitBreakerRegistry.class)
                    .getAllCircuitBreakers()
                    .forEach(breaker -> breaker.reset()));
  }

  @AfterAll
  static void stop() {
    LASTING.close();
    STANDING_IN.close();
  }

  @Test
  void a_page_seen_before_is_cached_for_as_long_as_it_says() {
    Reply first = page(LASTING, CartJourney.TISSUES, CATALOG_ONLY);
    Reply second = page(LASTING, CartJourney.TISSUES, CATALOG_ONLY);

    assertThat(first.text("/catalog/status")).isEqualTo("FRESH");
    assertThat(second.text("/catalog/status")).isEqualTo("CACHED");
    assertThat(second.json().at("/sections/catalog/asOf"))
        .isEqualTo(first.json().at("/sections/catalog/asOf"));
    assertThat(maxAge(first)).isBetween(3_000, 3_600);
    assertThat(maxAge(second)).isBetween(3_000, maxAge(first));
    assertThat(STUBS.catalog().getAllServeEvents()).hasSize(1);
  }

  @Test
  void with_a_price_that_is_asked_for_each_page_nobody_may_keep_it() {
    Reply page = page(LASTING, CartJourney.SPAGHETTI, "");

    assertThat(page.header("Cache-Control")).isEqualTo("private, max-age=0");
  }

  @Test
  void each_language_has_its_own() {
    page(LASTING, CartJourney.BAGS, CATALOG_ONLY, "Accept-Language", "en");
    Reply german = page(LASTING, CartJourney.BAGS, CATALOG_ONLY, "Accept-Language", "de");

    assertThat(german.text("/catalog/status")).isEqualTo("FRESH");
  }

  @Test
  void while_the_catalog_fails_what_was_known_is_shown_as_stale_and_can_be_bought() {
    GuestCart cart = GuestCart.create(STANDING_IN.client());
    assertThat(cart.add(CartJourney.TISSUES, 1).status()).isEqualTo(201);
    STUBS.catalog().stubFor(any(anyUrl()).atPriority(1).willReturn(aResponse().withStatus(500)));

    Reply page = page(STANDING_IN, CartJourney.TISSUES, "");
    Reply added = cart.add(CartJourney.TISSUES, 1);
    Reply unknown = cart.add(CartJourney.BAGS, 1);

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Cache-Control")).isEqualTo("no-store");
    assertThat(page.text("/catalog/name")).isEqualTo("Facial tissue");
    assertThat(page.text("/sections/catalog/status")).isEqualTo("STALE");
    assertThat(page.text("/sections/catalog/reason")).isEqualTo("UPSTREAM_ERROR");
    assertThat(added.status()).isEqualTo(200);
    assertThat(added.text("/items/0/product/status")).isEqualTo("STALE");
    assertThat(unknown.status()).isEqualTo(502);
    assertThat(GuestCart.lines(cart.view())).containsExactly("036000291452@1=2");
  }

  private static Reply page(PannierServer server, Upc upc, String query, String... headers) {
    return server
        .client()
        .send(HttpMethod.GET, "/v2/products/" + upc.text() + query, null, headers);
  }

  private static int maxAge(Reply page) {
    String control = page.header("Cache-Control");
    assertThat(control).startsWith("private, max-age=");
    return Integer.parseInt(control.substring("private, max-age=".length()));
  }
}
