package io.pannier.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.testkit.PannierServer;
import io.pannier.testkit.PrivacyGuide;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Pastes every line of the tour into a shell, against the real service over real stubs. */
class CurlTourTest {

  private static final String NEXT = "@next@";
  private static final StubUpstreams STUBS = StubUpstreams.start();
  private static final EmbeddedMongo MONGO = EmbeddedMongo.inMemory();
  private static final LocalIssuer ISSUER = LocalIssuer.start(0);
  private static final PannierServer SERVER = PannierServer.start(MONGO.uri(), STUBS, issuer());

  private static final String SKU = SampleStock.sku(LocalDateTime.of(2026, 11, 27, 9, 30));
  private static final String SYSTEM = ISSUER.token("a-system", "allocations", "stock");

  private static List<String> printed = List.of();

  private static String[] issuer() {
    return Stream.concat(
            ISSUER.properties().entrySet().stream()
                .map(property -> property.getKey() + "=" + property.getValue()),
            Stream.of("pannier.deadline.product=25s"))
        .toArray(String[]::new);
  }

  private static CurlTour tour() {
    return new CurlTour(
        SERVER.url(),
        STUBS.pricing().baseUrl(),
        STUBS.inventory().baseUrl(),
        ISSUER.token("a-customer", "carts"),
        new CurlTour.Stock(SKU, SYSTEM));
  }

  @BeforeAll
  static void pasteAllOfIt() throws IOException, InterruptedException {
    SampleStock.put(SERVER.url(), SKU, SYSTEM);
    String lines =
        tour().stops().stream()
            .map(CurlTour.Stop::line)
            .collect(Collectors.joining("\necho " + NEXT + "\n"));
    Process shell = new ProcessBuilder("sh", "-c", lines).redirectErrorStream(true).start();
    printed =
        List.of(
            new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split(NEXT));
    assertThat(shell.waitFor()).isZero();
    assertThat(printed).hasSize(tour().stops().size());
  }

  @AfterAll
  static void stop() {
    SERVER.close();
    ISSUER.close();
    MONGO.close();
    STUBS.close();
  }

  @Test
  void a_customer_s_data_are_erased_as_the_privacy_guide_says()
      throws IOException, InterruptedException {
    String mine = "Authorization: Bearer $CUSTOMER\" -o /dev/null -w '%{http_code}\\n'\n";
    String create = "curl -s -X POST \"$PANNIER/v2/carts\" -H \"" + mine;
    String look = "curl -s \"$PANNIER/v2/carts/mine\" -H \"" + mine;
    ProcessBuilder shell =
        new ProcessBuilder("sh", "-c", create + look + PrivacyGuide.erasing() + look);
    shell.environment().put("PANNIER", SERVER.url());
    shell.environment().put("CUSTOMER", ISSUER.token("who-wants-to-be-forgotten", "carts"));
    Process erasing = shell.redirectErrorStream(true).start();

    assertThat(new String(erasing.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines())
        .containsExactly("201", "200", "204", "404");
  }

  @Test
  void a_page_is_shown_whole_then_with_inventory_broken() {
    assertThat(printed.get(0)).contains("\"available\":134").doesNotContain("FALLBACK");
    assertThat(printed.get(1)).contains("FALLBACK");
    assertThat(printed.get(2)).isBlank();
  }

  @Test
  void a_product_is_added_once_however_often_it_is_said() {
    assertThat(printed.get(3)).contains("\"cartToken\"");
    assertThat(printed.get(4)).contains("201").contains("\"quantity\":2");
    assertThat(printed.get(5)).contains("Idempotent-Replayed: true").contains("\"quantity\":2");
  }

  @Test
  void a_change_is_taken_and_an_outdated_one_refused() {
    assertThat(printed.get(6)).contains("200 OK").contains("\"quantity\":3");
    assertThat(printed.get(7)).contains("412").contains("precondition-failed");
  }

  @Test
  void a_cart_is_shown_without_prices() {
    assertThat(printed.get(8)).contains("\"subtotal\":null").contains("\"quantity\":3");
  }

  @Test
  void the_guests_cart_goes_into_the_customers() {
    assertThat(printed.get(10)).contains("\"owner\":\"CUSTOMER\"").contains("\"items\":[]");
    assertThat(printed.get(11))
        .contains("\"owner\":\"CUSTOMER\"")
        .contains("\"quantity\":3")
        .contains("\"subtotal\":{");
  }

  @Test
  void an_article_without_gtin_is_engraved_twice_and_moved_to_another_store() {
    assertThat(printed.get(12)).contains("\"sku\":\"COMPLICATED-LAMP\"").contains("\"99.00\"");
    assertThat(printed.get(13)).contains("\"engraving\":\"Anna\"");
    assertThat(printed.get(14))
        .contains("\"engraving\":\"Anna\"")
        .contains("\"engraving\":\"Bob\"");
    assertThat(printed.get(15))
        .contains("200 OK", "Location: /v2/carts/", "/items/w_")
        .containsPattern("\"sellingLocationId\":412,\"attributes\":\\{\"engraving\":\"Anna\"");
  }

  @Test
  void an_order_is_allocated_once_and_moves_when_its_batch_shrinks() {
    assertThat(printed.get(16)).contains("\"available\":10,\"inbound\":20");
    assertThat(printed.get(17)).contains("201", "\"batchReference\":\"PO-1\"", "IN_STOCK");
    assertThat(printed.get(18)).contains("200 OK", "\"batchReference\":\"PO-1\"");
    assertThat(printed.get(19)).contains("201", "\"batchReference\":\"PO-2\"", "INBOUND");
    assertThat(printed.get(20))
        .contains("409", "out-of-stock", "\"largestBatch\":15", "\"totalAvailable\":17");
    assertThat(printed.get(21)).contains("\"applied\":true").doesNotContain("\"eta\"");
    assertThat(printed.get(22))
        .contains("\"moved\":[{\"orderId\":\"first-" + SKU, "\"batchReference\":\"PO-2\"");
    assertThat(printed.get(23)).contains("\"consistent\":true");
  }

  @Test
  void a_name_is_told_in_the_language_that_is_asked_for() {
    assertThat(printed.get(24)).contains("Content-Language: de", "\"name\":\"Kosmetiktücher\"");
  }

  @Test
  void every_line_is_told() {
    assertThat(tour().text().lines().map(String::strip))
        .containsAll(tour().stops().stream().map(CurlTour.Stop::shows).toList())
        .anyMatch(line -> line.contains("/merge"));
  }
}
