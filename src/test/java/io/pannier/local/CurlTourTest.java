package io.pannier.local;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pastes the lines into a shell, against the real inventory stub and a made-up Pannier. */
class CurlTourTest {

  private final StubUpstreams stubs = StubClient.STUBS;
  private final WireMockServer application = new WireMockServer(options().dynamicPort());

  @BeforeEach
  void start() {
    application.start();
    application.stubFor(
        get(urlEqualTo("/v2/products/036000291452?sellingLocationIds=1,412"))
            .willReturn(okJson("the page")));
    application.stubFor(
        post("/v2/carts")
            .willReturn(
                okJson(
                    """
                    {"id":"the-id","items":[],"sections":{},"cartToken":"the-token"}""")));
    application.stubFor(post("/v2/carts/the-id/items").willReturn(okJson("the cart")));
    application.stubFor(
        post("/v2/carts")
            .withHeader("Authorization", equalTo("Bearer the.access.token"))
            .willReturn(
                okJson(
                    """
                    {"id":"my-id","items":[{"id":"a-line"}]}""")));
    application.stubFor(post("/v2/carts/my-id/merge").willReturn(okJson("both")));
  }

  @AfterEach
  void stop() {
    application.stop();
    stubs.reset();
  }

  @Test
  void its_lines_can_be_pasted_one_after_the_other() throws Exception {
    CurlTour tour = tour();

    List<String> printed =
        paste(
            tour.productPage(),
            tour.breakInventory(),
            tour.createCart(),
            tour.addProduct(),
            tour.logIn(),
            tour.customersCart(),
            tour.merge());

    assertThat(printed)
        .containsExactly(
            "the page",
            "the page",
            "{\"id\":\"the-id\",\"items\":[],\"sections\":{},\"cartToken\":\"the-token\"}",
            "the cart",
            "{\"id\":\"my-id\",\"items\":[{\"id\":\"a-line\"}]}",
            "both");
    application.verify(
        postRequestedFor(urlEqualTo("/v2/carts/the-id/items"))
            .withHeader("X-Cart-Token", equalTo("the-token"))
            .withHeader("Content-Type", equalTo("application/json"))
            .withRequestBody(
                equalToJson(
                    "{\"upc\": \"036000291452\", \"quantity\": 2, \"sellingLocationId\": 412}")));
    application.verify(
        postRequestedFor(urlEqualTo("/v2/carts/my-id/merge"))
            .withHeader("Authorization", equalTo("Bearer the.access.token"))
            .withHeader("Content-Type", equalTo("application/json"))
            .withRequestBody(
                equalToJson(
                    "{\"sourceCartId\": \"the-id\", \"sourceCartToken\": \"the-token\"}")));
  }

  @Test
  void breaks_the_inventory_and_mends_it() throws Exception {
    paste(tour().breakInventory());
    assertThat(inventoryStatus()).isEqualTo(503);

    paste(tour().mendInventory());
    assertThat(inventoryStatus()).isEqualTo(200);
  }

  @Test
  void tells_every_line_that_it_can_paste() {
    CurlTour tour = tour();

    assertThat(tour.text().lines().map(String::strip))
        .contains(
            tour.productPage(),
            tour.breakInventory(),
            tour.createCart(),
            tour.addProduct(),
            tour.logIn(),
            tour.customersCart(),
            tour.merge())
        .anyMatch(line -> line.contains(tour.mendInventory()));
  }

  private CurlTour tour() {
    return new CurlTour(application.baseUrl(), stubs.inventory().baseUrl(), "the.access.token");
  }

  private int inventoryStatus() {
    return StubClient.status(
        StubRequests.inventory(
            stubs.inventory().baseUrl(),
            StubRequests.inventoryBody(List.of("00036000291452"), List.of("0001"))));
  }

  private static List<String> paste(String... lines) throws IOException, InterruptedException {
    Process shell = new ProcessBuilder("sh", "-c", String.join("\necho\n", lines)).start();
    String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).isZero();
    return printed.lines().filter(line -> !line.isBlank()).toList();
  }
}
