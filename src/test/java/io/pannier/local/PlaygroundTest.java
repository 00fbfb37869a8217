package io.pannier.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What the buttons of the playground do to the stubs; how it looks is seen in a browser. */
class PlaygroundTest {

  private static final Path FILES = Path.of("src", "test", "resources", "playground");
  private static final String TISSUE = "036000291452";
  private static final StubUpstreams STUBS = StubUpstreams.start();
  private static final LocalIssuer ISSUER = LocalIssuer.start(0);

  private final WebTestClient client =
      WebTestClient.bindToRouterFunction(new Playground(STUBS, ISSUER).routes()).build();

  @AfterEach
  void mend() {
    post("/playground/mend").expectStatus().isNoContent();
  }

  @AfterAll
  static void stop() {
    ISSUER.close();
    STUBS.close();
  }

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FILES)) {
      return files.toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void a_file_is_served_and_names_no_other_host(Path file) {
    String text =
        client
            .get()
            .uri("/playground/" + file.getFileName())
            .exchange()
            .expectStatus()
            .isOk()
            .expectHeader()
            .valueMatches("Content-Security-Policy", "default-src 'none'; script-src 'self'; .*")
            .expectBody(String.class)
            .returnResult()
            .getResponseBody();

    assertThat(text)
        .isNotEmpty()
        .satisfies(
            all -> assertThat(all.replace("http://www.w3.org/2000/svg", "")).doesNotContain("://"));
  }

  /** Small enough to be read in one go. */
  @Test
  void all_files_together_have_fewer_than_1500_lines() throws IOException {
    long lines = 0;
    for (Path file : files()) {
      lines += Files.readAllLines(file).size();
    }
    assertThat(lines).isBetween(500L, 1_499L);
  }

  @Test
  void a_price_is_another_one_in_all_shops_until_it_is_mended() {
    post("/playground/products/" + TISSUE + "/price/1449").expectStatus().isNoContent();
    post("/playground/products/COMPLICATED-LAMP/price/1").expectStatus().isNoContent();

    assertThat(amounts()).containsExactly("1449", "1449");

    mend();
    assertThat(amounts()).containsExactly("1299", "1299", "999");
  }

  @Test
  void what_is_sold_out_is_so_in_both_inventories() {
    post("/playground/products/" + TISSUE + "/sold-out").expectStatus().isNoContent();

    JsonNode answer =
        StubClient.json(
            StubRequests.inventory(
                STUBS.inventory().baseUrl(),
                StubRequests.inventoryBody(List.of("00" + TISSUE), List.of("0001", "0412"))));
    assertThat(answer.findValues("onHandQty"))
        .hasSize(2)
        .allSatisfy(quantity -> assertThat(quantity.path("amount").intValue()).isZero());
    String line =
        StubClient.send(
                StubRequests.legacyInventory(
                    STUBS.legacyInventory().baseUrl(),
                    StubRequests.legacyInventoryBody("0412", List.of("000000" + TISSUE))))
            .body();
    assertThat(line).contains("AVQTY=\"0000000.000\" DIAFL=\"X\"");
  }

  @Test
  void a_broken_upstream_fails_until_it_is_fine_again_and_keeps_its_changes() {
    post("/playground/products/" + TISSUE + "/price/1449").expectStatus().isNoContent();
    post("/playground/upstreams/pricing/broken").expectStatus().isNoContent();

    assertThat(StubClient.send(pricing()).statusCode()).isEqualTo(503);
    client
        .get()
        .uri("/playground/upstreams")
        .exchange()
        .expectBody()
        .json(
            "{'pricing': 'broken', 'catalog': 'fine', 'inventory': 'fine', 'legacy-inventory': 'fine'}"
                .replace('\'', '"'));

    post("/playground/upstreams/pricing/fine").expectStatus().isNoContent();
    assertThat(amounts()).containsExactly("1449", "1449");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/playground/upstreams/nothing/broken",
        "/playground/upstreams/pricing/nothing",
        "/playground/products/NOTHING/sold-out",
        "/playground/products/NOTHING/price/1"
      })
  void what_there_is_not_is_not_changed(String path) {
    post(path).expectStatus().isNotFound();
  }

  private WebTestClient.ResponseSpec post(String path) {
    return client.post().uri(path).exchange();
  }

  private static List<String> amounts() {
    return StubClient.json(pricing()).findValuesAsText("amt");
  }

  private static HttpRequest.Builder pricing() {
    return StubRequests.pricing(
        STUBS.pricing().baseUrl(),
        StubRequests.pricingQuery(List.of(TISSUE.substring(1)), List.of("1", "412")));
  }
}
