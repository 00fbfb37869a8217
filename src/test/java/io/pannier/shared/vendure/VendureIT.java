package io.pannier.shared.vendure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.pannier.cart.CartBackends;
import io.pannier.cart.GuestCart;
import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.catalog.domain.model.CatalogItem.Lifecycle;
import io.pannier.catalog.domain.port.CatalogGateway;
import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.inventory.domain.port.InventoryGateway;
import io.pannier.pricing.domain.model.Price;
import io.pannier.pricing.domain.port.PricingGateway;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.Money;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.ProductId;
import io.pannier.shared.model.SellingLocationId;
import io.pannier.shared.model.Upcs;
import io.pannier.testkit.Client;
import io.pannier.testkit.PannierServer;
import io.pannier.testkit.Reply;
import io.pannier.testkit.ServerProcess;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import reactor.core.publisher.Mono;

/**
 * A real Vendure as catalog, pricing and inventory: what the gateways tell of it, a guest's journey
 * through it, and what becomes of both while it is killed and comes back. With the profile {@code
 * full}, where there are Node 20 and a registry of npm.
 */
@Tag("full")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class VendureIT {

  private static final int TOWN = 1;
  private static final int COUNTRY = 412;
  private static final String PAGE =
      "/v2/products/" + VendureShop.TISSUES.text() + "?sellingLocationIds=1,412";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** What begins a line of its own where an answer is printed. */
  private static final String PARTS =
      "(\"(?:catalog|pricing|inventory|items|totals|sections)\":\\{|\\{\"id\":\"[0-9s])";

  /** The sessions of the three gateways. */
  private static final int GATEWAYS = 3;

  private static final String SUPERADMIN_PASSWORD = UUID.randomUUID().toString();
  private static final String PASSWORD = UUID.randomUUID().toString();

  private static @Nullable VendureInstallation installed;
  private static @Nullable ServerProcess running;
  private static @Nullable PannierServer started;
  private static @Nullable GuestCart cartOfAGuest;

  @BeforeAll
  static void givenAFilledShop() throws Exception {
    VendureInstallation installation = VendureInstallation.install();
    installed = installation;
    ServerProcess engine = installation.start(0, "filled", SUPERADMIN_PASSWORD);
    running = engine;
    String url = "http://127.0.0.1:" + engine.port();
    VendureShop shop = VendureShop.fill(AdminApi.as(url, SUPERADMIN_PASSWORD), PASSWORD);
    Files.copy(installation.data(), backup(), StandardCopyOption.REPLACE_EXISTING);
    started =
        PannierServer.start(CartBackends.MONGO.uri(), CartBackends.STUBS, settings(url, shop));
  }

  private static String[] settings(String url, VendureShop shop) {
    return new String[] {
      "pannier.upstream.catalog.kind=vendure",
      "pannier.upstream.pricing.kind=vendure",
      "pannier.upstream.inventory.kind=vendure",
      "pannier.upstream.catalog.vendure.lifecycle-facet=state",
      "pannier.vendure.base-url=" + url,
      "pannier.vendure.username=" + VendureShop.USERNAME,
      "pannier.vendure.password=" + PASSWORD,
      "pannier.vendure.login-timeout=20s",
      "pannier.vendure.login-pause=1ms",
      "pannier.catalog.cache.enabled=true",
      "pannier.catalog.cache.lifetime=1h",
      "pannier.catalog.cache.limit=20s",
      "pannier.deadline.product=25s",
      "pannier.vendure.locations.1.channel=" + shop.town(),
      "pannier.vendure.locations.412.channel=" + shop.country(),
      "pannier.vendure.locations.412.stock-locations=" + shop.barn()
    };
  }

  @AfterAll
  static void stop() {
    if (started != null) {
      started.close();
    }
    if (running != null) {
      running.close();
    }
  }

  @Test
  @Order(1)
  void the_catalog_is_the_engine_s_variants() {
    Set<ProductId> asked =
        new LinkedHashSet<>(
            List.of(
                VendureShop.TISSUES,
                VendureShop.LAMP,
                VendureShop.WITHDRAWN,
                VendureShop.RECALLED,
                Upcs.numbered(999)));
    Set<ProductId> ordinary = new LinkedHashSet<>();
    VendureShop.ORDINARY.forEach(number -> ordinary.add(Upcs.numbered(number)));

    Answers<ProductId, CatalogItem> english = catalog(asked, Locale.ENGLISH);
    Answers<ProductId, CatalogItem> german = catalog(ordinary, Locale.GERMAN);

    CatalogItem tissues = known(english.about(VendureShop.TISSUES));
    assertThat(tissues.name()).isEqualTo("Facial tissue");
    assertThat(tissues.description()).isEqualTo("Facial tissue, soft & strong.");
    assertThat(tissues.brand()).isEqualTo("Kleenex");
    assertThat(tissues.lifecycle()).isEqualTo(Lifecycle.ACTIVE);
    assertThat(known(english.about(VendureShop.LAMP)).name()).isEqualTo("Complicated lamp");
    assertThat(known(english.about(VendureShop.WITHDRAWN)).lifecycle())
        .isEqualTo(Lifecycle.WITHDRAWN);
    assertThat(known(english.about(VendureShop.RECALLED)).lifecycle())
        .isEqualTo(Lifecycle.RECALLED);
    assertThat(english.about(Upcs.numbered(999)).status()).isEqualTo(Answer.Status.NOT_FOUND);
    assertThat(VendureShop.ORDINARY)
        .hasSize(24)
        .allSatisfy(
            number ->
                assertThat(known(german.about(Upcs.numbered(number))).name())
                    .isEqualTo("Seife Nr. " + number));
  }

  @Test
  @Order(2)
  void prices_are_those_of_each_channel() {
    Set<ProductAtLocation> asked =
        new LinkedHashSet<>(
            List.of(
                at(VendureShop.TISSUES, TOWN),
                at(VendureShop.TISSUES, COUNTRY),
                at(VendureShop.WITHOUT_A_PRICE, TOWN),
                at(VendureShop.KEPT_BACK, COUNTRY)));
    VendureShop.ORDINARY.forEach(number -> asked.add(at(Upcs.numbered(number), TOWN)));

    Answers<ProductAtLocation, Price> prices =
        answered(server().bean(PricingGateway.class).find(asked, soon()));

    assertThat(known(prices.about(at(VendureShop.TISSUES, TOWN)))).isEqualTo(price("12.99", true));
    assertThat(known(prices.about(at(VendureShop.TISSUES, COUNTRY))))
        .isEqualTo(price("9.50", false));
    assertThat(prices.about(at(VendureShop.WITHOUT_A_PRICE, TOWN)).status())
        .isEqualTo(Answer.Status.NOT_FOUND);
    assertThat(prices.about(at(VendureShop.KEPT_BACK, COUNTRY)).status())
        .as("it is not in that channel")
        .isEqualTo(Answer.Status.NOT_FOUND);
    assertThat(VendureShop.ORDINARY)
        .allSatisfy(
            number ->
                assertThat(known(prices.about(at(Upcs.numbered(number), TOWN))))
                    .isEqualTo(price("5.%02d".formatted(number), true)));
  }

  @Test
  @Order(3)
  void stock_is_what_may_be_sold_at_each_location() {
    Set<ProductAtLocation> asked =
        new LinkedHashSet<>(
            List.of(
                at(VendureShop.TISSUES, TOWN),
                at(VendureShop.TISSUES, COUNTRY),
                at(VendureShop.LAMP, TOWN),
                at(VendureShop.KEPT_BACK, TOWN),
                at(VendureShop.WITHOUT_A_PRICE, TOWN)));
    VendureShop.ORDINARY.forEach(number -> asked.add(at(Upcs.numbered(number), TOWN)));

    Answers<ProductAtLocation, StockLevel> stock =
        answered(server().bean(InventoryGateway.class).find(asked, soon()));

    assertThat(known(stock.about(at(VendureShop.TISSUES, TOWN)))).isEqualTo(level(11 + 4));
    assertThat(known(stock.about(at(VendureShop.TISSUES, COUNTRY)))).isEqualTo(level(4));
    assertThat(known(stock.about(at(VendureShop.LAMP, TOWN)))).isEqualTo(StockLevel.enough(null));
    assertThat(known(stock.about(at(VendureShop.KEPT_BACK, TOWN)))).isEqualTo(level(2));
    assertThat(known(stock.about(at(VendureShop.WITHOUT_A_PRICE, TOWN))))
        .isEqualTo(StockLevel.NONE);
    assertThat(VendureShop.ORDINARY)
        .allSatisfy(
            number ->
                assertThat(known(stock.about(at(Upcs.numbered(number), TOWN))))
                    .isEqualTo(level(number)));
  }

  @Test
  @Order(4)
  void a_guest_fills_a_cart_and_reads_it_in_two_languages() throws Exception {
    say("A page");
    Reply page = send(HttpMethod.GET, PAGE);
    assertThat(page.status()).isEqualTo(200);
    assertThat(sections(page)).containsExactly("CACHED", "FRESH", "FRESH");

    say("A cart");
    GuestCart cart = GuestCart.create(client());
    String atTheCountry = GuestCart.entry(VendureShop.TISSUES.text(), 3, COUNTRY);
    assertThat(cart.add(VendureShop.TISSUES, 2).status()).isEqualTo(201);
    assertThat(cart.add(atTheCountry).status()).isEqualTo(201);
    assertThat(cart.add("{\"sku\": \"%s\"}".formatted(VendureShop.LAMP.value())).status())
        .isEqualTo(201);
    cartOfAGuest = cart;

    say("More than there is, what is not for sale, what has no price");
    Reply tooMany = cart.add(GuestCart.entry(VendureShop.TISSUES.text(), 2, COUNTRY));
    assertThat(tooMany.status()).isEqualTo(409);
    assertThat(tooMany.code()).isEqualTo("insufficient-stock");
    assertThat(cart.add(VendureShop.WITHDRAWN, 1).code()).isEqualTo("product-not-sellable");
    assertThat(cart.add(VendureShop.WITHOUT_A_PRICE, 1).code()).isEqualTo("product-not-sellable");

    say("The same cart in German");
    Reply german = cart.send(HttpMethod.GET, "", null, "Accept-Language", "de");
    assertThat(german.header("Content-Language")).isEqualTo("de");
    assertThat(german.json().at("/totals/subtotal").isNull()).as("net beside gross").isTrue();
    assertThat(german.json().findValuesAsText("name"))
        .containsExactly("Kosmetiktücher", "Kosmetiktücher", "Komplizierte Lampe");
    assertThat(quantities(german)).containsExactly(2, 3, 1);
    assertThat(logins("filled")).as("one login for each gateway").isEqualTo(GATEWAYS);
  }

  @Test
  @Order(5)
  void while_the_engine_is_dead_carts_go_on_and_say_what_is_unavailable() throws Exception {
    GuestCart cart = filledCart();
    ServerProcess engine = Objects.requireNonNull(running);
    say("The engine is killed");
    assertThat(engine.kill()).isEqualTo(ServerProcess.KILLED);

    Reply page = send(HttpMethod.GET, PAGE);
    Reply view = cart.view();
    assertThat(page.status()).isEqualTo(200);
    assertThat(sections(page)).containsExactly("CACHED", "UNAVAILABLE", "UNAVAILABLE");
    assertThat(view.status()).isEqualTo(200);
    assertThat(sections(view)).containsExactly("CACHED", "UNAVAILABLE", "UNAVAILABLE");
    assertThat(quantities(view)).containsExactly(2, 3, 1);
    assertThat(cart.add(VendureShop.TISSUES, 1).status()).as("known to be sold").isEqualTo(200);
    Reply refused = cart.add(VendureShop.KEPT_BACK, 1);
    assertThat(refused.code()).as("never heard of").isEqualTo("upstream-unavailable");
    assertThat(logins("filled")).isEqualTo(GATEWAYS);
  }

  @Test
  @Order(6)
  void an_engine_that_comes_back_with_its_data_knows_its_sessions() throws Exception {
    comesBack("back", 5);

    assertThat(logins("back")).isZero();
  }

  @Test
  @Order(7)
  void an_engine_that_has_forgotten_its_sessions_is_logged_in_to_and_nobody_notices()
      throws Exception {
    filledCart();
    say("The engine is killed, and its data is that of before anybody had logged in");
    assertThat(Objects.requireNonNull(running).kill()).isEqualTo(ServerProcess.KILLED);
    Files.copy(backup(), installation().data(), StandardCopyOption.REPLACE_EXISTING);

    comesBack("restored", 6);

    assertThat(logins("restored")).as("one login for each gateway").isEqualTo(GATEWAYS);
  }

  /**
   * What it is asked first is all told.
   *
   * @param product nobody has asked for its page before
   */
  private static void comesBack(String log, int product) throws Exception {
    GuestCart cart = filledCart();
    say("The engine comes back");
    int port = Objects.requireNonNull(running).port();
    running = installation().start(port, log, SUPERADMIN_PASSWORD);

    Reply page = send(HttpMethod.GET, "/v2/products/" + Upcs.numbered(product).text());
    Reply view = cart.view();

    assertThat(sections(page)).containsExactly("FRESH", "FRESH", "FRESH");
    assertThat(sections(view)).containsExactly("CACHED", "FRESH", "FRESH");
    assertThat(quantities(view)).containsExactly(3, 3, 1);
    assertThat(view.json().at("/items/0/price/line/amount").asText()).isEqualTo("38.97");
  }

  private static GuestCart filledCart() {
    assumeTrue(cartOfAGuest != null, "no cart was filled");
    return Objects.requireNonNull(cartOfAGuest);
  }

  /** Of catalog, pricing and inventory. */
  private static List<String> sections(Reply reply) {
    JsonNode sections = reply.json().path("sections");
    return List.of(
        sections.at("/catalog/status").asText(),
        sections.at("/pricing/status").asText(),
        sections.at("/inventory/status").asText());
  }

  private static List<Integer> quantities(Reply cart) {
    return cart.json().path("items").findValues("quantity").stream().map(JsonNode::asInt).toList();
  }

  private static long logins(String log) throws Exception {
    return installation().logins(log, VendureShop.USERNAME);
  }

  private static VendureInstallation installation() {
    return Objects.requireNonNull(installed);
  }

  private static Path backup() {
    return installation().folder().resolve("backup.sqlite");
  }

  private static PannierServer server() {
    return Objects.requireNonNull(started);
  }

  private static Answers<ProductId, CatalogItem> catalog(Set<ProductId> asked, Locale language) {
    return answered(server().bean(CatalogGateway.class).find(asked, language, soon()));
  }

  private static <T> T answered(Mono<T> question) {
    return question.blockOptional(PATIENCE).orElseThrow();
  }

  private static Deadline soon() {
    return Deadline.after(PATIENCE);
  }

  private static <T> T known(Answer<T> answer) {
    assertThat(answer.status()).isEqualTo(Answer.Status.FRESH);
    return answer.known().orElseThrow();
  }

  private static ProductAtLocation at(ProductId id, int location) {
    return new ProductAtLocation(id, new SellingLocationId(location));
  }

  private static Price price(String amount, boolean taxIncluded) {
    Money money = new Money(new BigDecimal(amount), Currency.getInstance("USD"));
    return new Price(money, money, Price.Kind.REGULAR, null, taxIncluded);
  }

  private static StockLevel level(int available) {
    return StockLevel.of(available, null);
  }

  private static Reply send(HttpMethod method, String uri) {
    return client().send(method, uri, null);
  }

  /** What it exchanges is held to the contracts, and printed. */
  private static Client client() {
    return new Client(
        server().client().web().mutate().entityExchangeResultConsumer(VendureIT::print).build());
  }

  private static void say(String what) {
    System.out.println("\n# " + what);
  }

  private static void print(EntityExchangeResult<?> exchange) {
    String query = exchange.getUrl().getRawQuery();
    System.out.printf(
        "%n%s %s%s %s%n%s %s%n",
        exchange.getMethod(),
        exchange.getUrl().getRawPath(),
        query == null ? "" : "?" + query,
        text(exchange.getRequestBodyContent()),
        exchange.getStatus().value(),
        text(exchange.getResponseBodyContent()).replaceAll(PARTS, "\n    $1"));
  }

  private static String text(byte @Nullable [] body) {
    return body == null ? "" : new String(body, StandardCharsets.UTF_8);
  }
}
