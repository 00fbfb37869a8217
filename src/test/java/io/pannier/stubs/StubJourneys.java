package io.pannier.stubs;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.pannier.cart.AnyProduct;
import io.pannier.cart.GuestCart;
import io.pannier.local.LocalIssuer;
import io.pannier.local.SampleProducts;
import io.pannier.local.StubUpstreams;
import io.pannier.testkit.Await;
import io.pannier.testkit.PannierServer;
import io.pannier.testkit.RawConnection;
import io.pannier.testkit.Reply;
import io.pannier.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What front ends have to handle, played against the whole service over the upstreams' stubs. Each
 * answer becomes a mapping. All guests' carts are written as one, and so are all customers', so
 * that a front end can go from scenario to scenario with the cart that it has.
 */
final class StubJourneys implements AutoCloseable {

  private static final String UPC = SampleProducts.FACIAL_TISSUE.text();
  private static final String LINE = SampleProducts.FACIAL_TISSUE.gtin14() + "-1";
  private static final String UNKNOWN_UPC = "012345678905";
  private static final String PAGE = "/v2/products/" + UPC + "?sellingLocationIds=1,412";
  private static final String V1_PAGE = "/v1/productByUpc?upc=" + UPC;
  private static final String TOKEN = "X-Cart-Token";
  private static final String TWO = "{\"upc\": \"" + UPC + "\", \"quantity\": 2}";
  private static final String STARTED = "Started";

  private static final List<String> SCENARIOS =
      List.of(
          StubStep.EVERYTHING_FINE,
          "catalog-down",
          "pricing-down",
          "inventory-down",
          "price-changed",
          "out-of-stock",
          "conflict",
          "retry",
          "too-many-carts",
          "overloaded");

  private final StubUpstreams upstreams = StubUpstreams.start();
  private final TestDatabase mongo = TestDatabase.open();
  private final LocalIssuer issuer = LocalIssuer.start(0);
  private final PannierServer service =
      PannierServer.start(
          mongo.uri(),
          upstreams,
          Stream.concat(
                  issuer.properties().entrySet().stream()
                      .map(property -> property.getKey() + "=" + property.getValue()),
                  Stream.of("pannier.deadline.product=25s", "pannier.security.keys-timeout=10s"))
              .toArray(String[]::new));

  private final Map<String, JsonNode> mappings = new TreeMap<>();
  private final StubWords words = new StubWords();
  private String scenario = StubStep.EVERYTHING_FINE;
  private PannierServer server = service;

  /** The mappings by the names of their files. */
  Map<String, JsonNode> play() throws InterruptedException {
    everythingFine();
    customers();
    catalogDown();
    pricingDown();
    inventoryDown();
    priceChanged();
    outOfStock();
    conflict();
    retry();
    tooManyCarts();
    overloaded();
    return mappings;
  }

  private void everythingFine() {
    begin(StubStep.EVERYTHING_FINE);
    play(StubStep.of("product-page", GET, PAGE));
    play(StubStep.of("unknown-product-page", GET, "/v2/products/" + UNKNOWN_UPC));
    play(
        StubStep.of("products-query", POST, "/v2/products/query")
            .sending(
                "{\"upcs\": [\"" + UPC + "\", \"080012345108\"], \"sellingLocationIds\": [1]}"));
    play(StubStep.of("product-page-in-version-1", GET, V1_PAGE));
    GuestCart cart =
        guest(play(StubStep.of("create-cart", POST, "/v2/carts").without("Authorization")));
    play(add(cart));
    play(view(cart));
    play(StubStep.of("view-cart-without-token", GET, cart.path()).without(TOKEN, "Authorization"));
    play(
        ofGuest(StubStep.of("change-quantity", PUT, item(cart)), cart)
            .sending("{\"quantity\": 3}"));
    play(ofGuest(StubStep.of("remove-item", DELETE, item(cart)), cart));
  }

  /** A guest logs in: what was chosen goes into the customer's cart. */
  private void customers() {
    GuestCart guest = added(guest());
    String token = issuer.token("customer-" + UUID.randomUUID(), "carts");
    words.write("any-access-token", token);
    String access = "Bearer " + token;
    Reply created =
        play(
            StubStep.of("create-cart-as-customer", POST, "/v2/carts")
                .with("Authorization", access));
    String id = created.json().get("id").asText();
    play(
        StubStep.of("merge-cart-at-login", POST, "/v2/carts/" + id + "/merge")
            .with("Authorization", access)
            .sending(
                "{\"sourceCartId\": \""
                    + guest.id()
                    + "\", \"sourceCartToken\": \""
                    + guest.token()
                    + "\"}"));
    play(StubStep.of("view-cart-of-customer", GET, "/v2/carts/mine").with("Authorization", access));
  }

  private void catalogDown() {
    begin("catalog-down");
    GuestCart cart = added(guest());
    GuestCart empty = guest();
    service
        .bean(CircuitBreakerRegistry.class)
        .circuitBreaker("catalog")
        .transitionToForcedOpenState();
    play(StubStep.of("product-page", GET, PAGE));
    play(StubStep.of("product-page-in-version-1", GET, V1_PAGE));
    play(view(cart));
    play(add(empty));
  }

  private void pricingDown() {
    begin("pricing-down");
    GuestCart cart = guest();
    breakDown(upstreams.pricing());
    play(StubStep.of("product-page", GET, PAGE));
    play(add(cart));
    play(view(cart));
  }

  private void inventoryDown() {
    begin("inventory-down");
    GuestCart cart = guest();
    breakDown(upstreams.inventory());
    breakDown(upstreams.legacyInventory());
    play(StubStep.of("product-page", GET, PAGE));
    play(add(cart));
    play(view(cart));
  }

  private void priceChanged() {
    begin("price-changed");
    GuestCart cart = added(guest());
    AnyProduct.costs(upstreams, 1499);
    Reply noticed = play(view(cart).in(STARTED, null));
    String notice = noticed.text("/notices/0/id");
    play(
        ofGuest(StubStep.of("acknowledge", POST, cart.path() + "/notices/acknowledge"), cart)
            .sending("{\"noticeIds\": [\"" + notice + "\"]}")
            .in(STARTED, "acknowledged"));
    play(view(cart).in("acknowledged", STARTED));
  }

  private void outOfStock() {
    begin("out-of-stock");
    GuestCart cart = added(guest());
    AnyProduct.isInStock(upstreams, 0);
    play(StubStep.of("product-page", GET, PAGE));
    play(view(cart));
    play(add(guest()));
  }

  /** Another device changes the cart between this one's reading and writing. */
  private void conflict() {
    begin("conflict");
    GuestCart cart = added(guest());
    play(view(cart).in(STARTED, null));
    cart.put(LINE, 4);
    play(change(cart, "change-what-was-read-before", "\"2\"").in(STARTED, "read again"));
    play(view(cart).in("read again", null));
    play(change(cart, "change-what-was-read-now", "\"3\"").in("read again", STARTED));
  }

  /** The first answer was lost on its way. */
  private void retry() {
    begin("retry");
    GuestCart cart = guest();
    StubStep add = add(cart).with("Idempotency-Key", "any-key-of-yours");
    play(add.in(STARTED, "done"));
    play(add.in("done", STARTED));
  }

  private void tooManyCarts() {
    begin("too-many-carts");
    try (PannierServer strict =
        PannierServer.start(
            mongo.uri(),
            upstreams,
            "pannier.cart.guest-creation.enabled=true",
            "pannier.cart.guest-creation.per-minute=1")) {
      server = strict;
      GuestCart.create(strict.client());
      play(StubStep.of("create-cart", POST, "/v2/carts").without("Authorization"));
    } finally {
      server = service;
    }
  }

  /** The service's one place is taken, by a request whose body does not come. */
  private void overloaded() throws InterruptedException {
    begin("overloaded");
    GuestCart cart = added(guest());
    List<RawConnection> slow = new ArrayList<>();
    try (PannierServer full =
        PannierServer.start(
            mongo.uri(),
            upstreams,
            "pannier.admission.max-in-flight=1",
            "pannier.request.idle-timeout=120s",
            "pannier.request.read-timeout=120s",
            "pannier.request.arrival-timeout=120s")) {
      server = full;
      Await.until(
          () -> {
            slow.add(takePlace(full));
            return isFull(full);
          });
      play(StubStep.of("product-page", GET, PAGE));
      play(StubStep.of("product-page-in-version-1", GET, V1_PAGE));
      play(StubStep.of("create-cart", POST, "/v2/carts").without("Authorization"));
      play(view(cart));
      play(add(cart));
    } finally {
      slow.forEach(RawConnection::close);
      server = service;
    }
  }

  /** Twice, since once may be due to a request whose answer was out before its place was free. */
  private static boolean isFull(PannierServer full) {
    return Stream.generate(() -> full.client().send(GET, PAGE, null))
        .limit(2)
        .allMatch(reply -> reply.status() == 503);
  }

  private static RawConnection takePlace(PannierServer full) {
    RawConnection slow = RawConnection.to(full.port(), Duration.ofSeconds(30));
    slow.send(
        "POST /v2/products/query HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/json\r\nContent-Length: 9\r\n\r\n{");
    return slow;
  }

  /** With every upstream as it should be. */
  private void begin(String name) {
    scenario = name;
    upstreams.reset();
    service
        .bean(CircuitBreakerRegistry.class)
        .getAllCircuitBreakers()
        .forEach(CircuitBreaker::reset);
  }

  private Reply play(StubStep step) {
    Map<String, String> sent = step.headers();
    Reply reply =
        server
            .client()
            .send(
                step.method(),
                step.uri(),
                step.body(),
                sent.entrySet().stream()
                    .flatMap(header -> Stream.of(header.getKey(), header.getValue()))
                    .toArray(String[]::new));
    if (reply.status() == 201 && reply.json().has("cartToken")) {
      guest(reply);
    }
    if (reply.status() == 201 && reply.json().path("owner").asText().equals("CUSTOMER")) {
      words.write("stub-customer-cart", reply.json().get("id").asText());
    }
    long number =
        1 + mappings.keySet().stream().filter(name -> name.startsWith(scenario + "-")).count();
    mappings.put(
        String.format(Locale.ROOT, "%s-%02d-%s.json", scenario, number, step.name()),
        step.mapping(scenario, SCENARIOS, reply, words));
    return reply;
  }

  private GuestCart guest() {
    GuestCart cart = GuestCart.create(service.client());
    remember(cart);
    return cart;
  }

  private GuestCart guest(Reply created) {
    GuestCart cart =
        new GuestCart(
            service.client(),
            created.json().get("id").asText(),
            created.json().get("cartToken").asText());
    remember(cart);
    return cart;
  }

  private void remember(GuestCart cart) {
    words.write("stub-guest-cart", cart.id());
    words.write("token-of-the-stub-guest-cart", cart.token());
  }

  private static GuestCart added(GuestCart cart) {
    Reply added = cart.add(TWO);
    if (added.status() != 201) {
      throw new IllegalStateException(Objects.toString(added));
    }
    return cart;
  }

  private static StubStep view(GuestCart cart) {
    return ofGuest(StubStep.of("view-cart", GET, cart.path()), cart);
  }

  private static StubStep add(GuestCart cart) {
    return ofGuest(StubStep.of("add-item", POST, cart.path() + "/items"), cart)
        .sending(TWO)
        .about(UPC);
  }

  private static StubStep change(GuestCart cart, String name, String version) {
    return ofGuest(StubStep.of(name, PUT, item(cart)), cart)
        .sending("{\"quantity\": 3}")
        .with("If-Match", version);
  }

  private static String item(GuestCart cart) {
    return cart.path() + "/items/" + LINE;
  }

  private static StubStep ofGuest(StubStep step, GuestCart cart) {
    return step.with(TOKEN, cart.token());
  }

  private static void breakDown(WireMockServer upstream) {
    upstream.stubFor(any(anyUrl()).atPriority(1).willReturn(aResponse().withStatus(500)));
  }

  @Override
  public void close() {
    service.close();
    issuer.close();
    mongo.close();
    upstreams.close();
  }
}
