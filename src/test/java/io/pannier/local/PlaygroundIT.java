package io.pannier.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The playground of the local start, and the pages of the service, in a real browser. With the
 * profile {@code full}, where there is a Chromium with its driver.
 */
@Tag("full")
class PlaygroundIT {

  /** Nothing here may depend on how busy the machine is. */
  private static final String[] PATIENT = {
    "--pannier.upstream.catalog.timeout=8s",
    "--pannier.upstream.pricing.timeout=8s",
    "--pannier.upstream.inventory.timeout=8s",
    "--pannier.upstream.legacy-inventory.timeout=8s",
    "--pannier.inventory.legacy-fallback.reserve=8s",
    "--pannier.deadline.product=25s",
    "--pannier.deadline.cart-read=25s",
    "--pannier.deadline.cart-write=25s",
    "--pannier.cart.guest-creation.enabled=false"
  };

  private static @Nullable LocalBackends backends;
  private static @Nullable ConfigurableApplicationContext service;
  private static @Nullable Browser started;
  private static String address = "";

  @BeforeAll
  static void start(@TempDir Path carts) {
    if (!Browser.isThere()) {
      System.out.println(
          "NOT RUN: the playground in a browser, since there is no Chromium with its driver");
    }
    assumeTrue(Browser.isThere(), "no Chromium with its driver");
    LocalBackends behind = LocalBackends.start(settings(carts));
    backends = behind;
    ConfigurableApplicationContext running = LocalPannier.run(0, behind, PATIENT);
    service = running;
    address =
        "http://localhost:" + running.getEnvironment().getRequiredProperty("local.server.port");
    started = Browser.start();
  }

  private static LocalSettings settings(Path carts) {
    return LocalSettings.of(
        "--pannier.local.data-folder=" + carts,
        "--pannier.local.mongodb.port=0",
        "--pannier.local.issuer.port=0",
        "--pannier.local.catalog.port=0",
        "--pannier.local.pricing.port=0",
        "--pannier.local.inventory.port=0",
        "--pannier.local.legacy-inventory.port=0");
  }

  @AfterAll
  static void stop() {
    if (started != null) {
      started.close();
    }
    if (service != null) {
      service.close();
    }
    if (backends != null) {
      backends.close();
    }
  }

  private static Browser browser() {
    return Objects.requireNonNull(started);
  }

  @BeforeEach
  void enter() {
    browser().sized(1300, 1340).dark(false).open(address + "/playground?fast");
    browser()
        .until(
            "the shop is open",
            () -> browser().run("document.body.dataset.ready ?? ''").equals("true"));
  }

  @AfterEach
  void nobody_is_kept_out_and_nobody_else_is_asked() throws IOException {
    assertThat(browser().barriers()).isEmpty();
    assertThat(browser().otherHosts()).isEmpty();
  }

  @Test
  void all_is_fine() throws IOException {
    play("fine");

    assertThat(browser().text("#section-pricing")).contains("$9.99", "FRESH");
    assertThat(browser().text("#section-inventory")).contains("11 in stock", "FRESH");
    assertThat(browser().text("#laptop")).contains("2 × Facial tissue", "Together $19.98");
    browser().picture("fine");
  }

  @Test
  void the_inventory_is_down() throws IOException {
    play("inventory");

    assertThat(browser().content("#requests")).contains("\"status\": \"FALLBACK\"");
    assertThat(browser().text("#section-pricing")).contains("$9.99", "FRESH");
    assertThat(browser().text("#section-inventory")).contains("not known", "UNAVAILABLE");
    assertThat(browser().text("#laptop")).contains("3 × Facial tissue", "in stock? not known");
    browser().picture("inventory-down");
  }

  @Test
  void a_price_changes() {
    play("price");

    assertThat(browser().content("#requests")).contains("\"code\": \"PRICE_INCREASED\"");
    assertThat(browser().text("#section-pricing")).contains("$14.49");
    assertThat(browser().text("#phone")).contains("Together $28.98").doesNotContain("increased");
  }

  @Test
  void two_devices_are_in_conflict() {
    play("conflict");

    assertThat(browser().content("#requests")).contains("\"code\": \"precondition-failed\"");
    assertThat(browser().text("#phone"))
        .contains("5 × Facial tissue", "1 × Ground coffee", "Replayed: ");
  }

  @Test
  void a_login_merges_carts() {
    play("login");

    for (String device : new String[] {"#phone", "#laptop"}) {
      assertThat(browser().text(device))
          .contains("customer", "2 × Facial tissue", "1 × Ground coffee");
    }
  }

  /** The same by hand, and by keyboard. */
  @Test
  void who_knows_an_old_version_is_refused_and_told_why() throws IOException {
    play("fine");
    more("phone").sendKeys(Keys.ENTER);
    browser().until("it is three", () -> browser().text("#phone").contains("3 × "));
    assertThat(browser().run("document.activeElement.ariaLabel"))
        .isEqualTo("one more of Facial tissue, on the Phone");

    more("laptop").sendKeys(Keys.SPACE);
    browser().until("it is refused", () -> browser().text("#laptop").contains("412"));

    assertThat(browser().text("#laptop"))
        .contains("The cart has changed", "What precondition-failed means", "2 × Facial tissue");
    browser().picture("conflict");
    browser().click("#laptop [data-key=read]");
    browser().until("it is read again", () -> browser().text("#laptop").contains("3 × "));
  }

  @Test
  void an_upstream_is_broken_and_mended_by_hand_while_a_product_is_sold_out() {
    browser().click("[data-key=sold-out]");
    browser()
        .until("it is sold out", () -> browser().text("#section-inventory").contains("sold out"));
    browser().click("[data-key=add-phone]");
    browser().until("it is refused", () -> browser().text("#phone").contains("insufficient-stock"));

    browser().click("[data-key=catalog-broken]");
    browser().until("it is broken", () -> !browser().text("fieldset.broken").isEmpty());
    browser().click("#mend");
    browser()
        .until(
            "the shop is as in the beginning",
            () -> {
              browser().click("[data-key='036000291452']");
              return browser().content("#product").contains("11 in stock");
            });
  }

  @Test
  void a_product_is_shown_in_both_versions_and_orders_are_allocated() {
    browser().click("#compare");
    browser().until("both have answered", () -> browser().text("#both").contains("\"sections\""));
    assertThat(browser().text("#both")).contains("\"price\": 12.99", "\"amount\": \"12.99\"");

    browser().click("#stock button");
    order("8", "order-1: 8");
    order("5", "order-2: 5");
    browser().click("#stock [data-key=broken]");
    browser().until("it moved", () -> browser().text("#stock").contains("Moved: order-1."));
    order("8", "out-of-stock");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/problems",
        "/problems/concurrent-update",
        "/docs/operations",
        "/docs/privacy",
        "/docs/scaling",
        "/docs/vendure",
        "/playground"
      })
  void a_page_can_be_read_on_a_phone_and_in_the_dark(String path) throws IOException {
    for (boolean dark : new boolean[] {false, true}) {
      browser().sized(375, 812).dark(dark).open(address + path);
      browser().until("it is there", () -> !browser().text("main").isEmpty());

      assertThat(browser().isTooWide()).isFalse();
      assertThat(browser().barriers()).isEmpty();
      assertThat(browser().otherHosts()).isEmpty();
    }
    if (path.equals("/playground")) {
      browser().picture("phone");
    }
  }

  @Test
  void the_contracts_can_be_tried_out() {
    browser().open(address + "/swagger-ui");

    browser().until("it is there", () -> browser().text("body").contains("Pannier, stock"));
    browser().open(address + "/");
  }

  private static void play(String scene) {
    browser().click("button[data-scene=" + scene + "]");
    browser()
        .until(
            "the scene is over",
            () -> !"playing".equals(browser().at("#story").getDomAttribute("data-state")));
    assertThat(browser().at("#story").getDomAttribute("data-state"))
        .as("%s", browser().text("#story"))
        .isEqualTo("done");
  }

  private static WebElement more(String device) {
    return browser().at("#" + device + " [data-key^='one more']");
  }

  private static void order(String quantity, String outcome) {
    browser()
        .until(
            "orders are taken",
            () -> !browser().run("document.querySelectorAll('#stock .batch').length").equals(0L));
    browser().click("#stock [data-key='" + quantity + "']");
    browser().until(outcome, () -> browser().text("#stock").contains(outcome));
  }
}
