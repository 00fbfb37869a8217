package io.pannier.product.adapter.in.web.v1;

import static io.pannier.product.ProductFixture.ONLINE;
import static io.pannier.product.ProductFixture.TISSUES;
import static io.pannier.product.ProductFixture.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.product.ProductWebSlice;
import io.pannier.product.ProductWebTest;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.testkit.RawConnection;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** The flat product of version 1, as its clients see it. */
class ProductV1Test extends ProductWebTest {

  private static final String FLAT =
      """
      {"upc": "036000291452", "name": "Facial tissue", "description": "Soft, white, three layers",
       "price": 9.99, "currency": "USD", "quantity": 11, "inStock": true}
      """;

  private final MeterRegistry meters;

  ProductV1Test(
      @Autowired WebTestClient client,
      @Autowired ProductWebSlice slice,
      @Autowired MeterRegistry meters) {
    super(client, slice);
    this.meters = meters;
  }

  @BeforeEach
  void sellTissues() {
    gateways.selling(TISSUES, ONLINE);
  }

  @Test
  void upc_may_stand_in_the_query() {
    get("?upc=036000291452")
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals(HttpHeaders.CACHE_CONTROL, "private, max-age=0")
        .expectBody()
        .json(FLAT, JsonCompareMode.STRICT);
    assertThat(gateways.questions()).containsExactly(1, 1, 1);
  }

  @Test
  void upc_may_stand_in_a_body() {
    getWithBody("", "{\"upc\": \"036000291452\"}")
        .expectStatus()
        .isOk()
        .expectBody()
        .json(FLAT, JsonCompareMode.STRICT);
  }

  /** Whether chunks hold anything shows only at their end. */
  @Test
  void the_body_may_be_empty_however_it_is_framed(@LocalServerPort int port) {
    for (String frame :
        List.of(
            "\r\n",
            "Content-Length: 0\r\n\r\n",
            "Content-Type: application/json\r\nContent-Length: 0\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "Content-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")) {
      try (RawConnection connection = RawConnection.to(port, Duration.ofSeconds(20))) {
        connection.send(
            "GET /v1/productByUpc?upc=036000291452 HTTP/1.1\r\nHost: localhost\r\n" + frame);

        assertThat(connection.reply().status()).as(frame).isEqualTo(200);
      }
    }
  }

  @Test
  void upc_may_stand_in_both_if_it_is_the_same() {
    getWithBody("?upc=00036000291452", "{\"upc\": \"036000291452\"}").expectStatus().isOk();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "?upc=012345678905|{\"upc\": \"036000291452\"}|invalid-request",
        "?upc=036000291452|{}|invalid-request",
        "?upc=036000291452|{\"upc\": \"1\"}|invalid-request",
        "?upc=036000291452|{|malformed-request",
        "?colour=red|{\"upc\": 36000291452}|invalid-request",
        "?colour=red|{\"upc\": \"036000291452\", \"colour\": \"red\"}|invalid-request",
        "?colour=red|[]|malformed-request",
        "?colour=red|{\"upc\": \"036000291452\", \"upc\": \"036000291452\"}|malformed-request"
      })
  void bad_body_is_refused_and_nothing_is_asked(String query, String body, String code) {
    expectError(getWithBody(query, body), 400, code);
    assertThat(gateways.questions()).containsExactly(0, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?colour=red",
        "?upc=",
        "?upc",
        "?upc=036000291453",
        "?upc=036000291452&upc=036000291452",
        "?UPC=036000291452",
        "?upcs=036000291452",
        "?upc=036000291452&Upc=012345678905"
      })
  void upc_must_be_given_once_and_be_valid(String query) {
    expectError(get(query), 400, "invalid-request");
    assertThat(gateways.questions()).containsExactly(0, 0, 0);
  }

  @Test
  void a_slip_in_the_name_of_the_parameter_is_told_the_right_one() {
    expectError(get("?UPC=036000291452"), 400, "invalid-request");
    get("?upc=036000291452&Upc=1")
        .expectBody()
        .jsonPath("$.error.message")
        .isEqualTo("Upc must be written upc");
  }

  @Test
  void a_page_of_an_origin_that_is_not_allowed_is_refused() {
    expectError(
        client
            .get()
            .uri("/v1/productByUpc?upc=036000291452")
            .header(HttpHeaders.ORIGIN, "https://evil.example")
            .exchange(),
        403,
        "forbidden");
  }

  @Test
  void what_is_not_known_is_left_out() {
    gateways.pricing().isDown(Reason.TIMEOUT);
    gateways.inventory().isDown(Reason.UNREACHABLE);

    get("?upc=036000291452")
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals(HttpHeaders.CACHE_CONTROL, "no-store")
        .expectBody()
        .json(
            """
            {"upc": "036000291452", "name": "Facial tissue", "description": "Soft, white, three layers"}
            """,
            JsonCompareMode.STRICT);
  }

  @Test
  void enough_without_a_number_is_in_stock_without_a_quantity() {
    gateways.inventory().has(at(TISSUES, ONLINE), StockLevel.enough(null));

    get("?upc=036000291452")
        .expectBody()
        .jsonPath("$.inStock")
        .isEqualTo(true)
        .jsonPath("$.quantity")
        .doesNotExist();
  }

  @Test
  void what_the_location_does_not_stock_is_not_in_stock() {
    gateways.inventory().hasNot(at(TISSUES, ONLINE));

    get("?upc=036000291452")
        .expectBody()
        .jsonPath("$.inStock")
        .isEqualTo(false)
        .jsonPath("$.quantity")
        .isEqualTo(0);
  }

  @Test
  void answer_points_to_the_very_product_in_version_two() {
    for (ResponseSpec response :
        List.of(get("?upc=0036000291452"), getWithBody("", "{\"upc\": \"036000291452\"}"))) {
      expectAnnounced(response, "/v2/products/036000291452");
    }
    expectAnnounced(get("?upc=012345678905"), "/v2/products/012345678905");
  }

  @Test
  void refusal_points_to_version_two_as_well() {
    expectAnnounced(get("?upc=1"), "/v2/products/query");
  }

  @Test
  void calls_are_counted() {
    double before = calls();

    get("?upc=036000291452").expectStatus().isOk();

    assertThat(calls()).isEqualTo(before + 1);
  }

  @Test
  void what_the_catalog_does_not_have_is_not_found() {
    expectError(get("?upc=012345678905"), 404, "product-not-found");
  }

  @ParameterizedTest
  @CsvSource({
    "TIMEOUT,504,upstream-timeout",
    "THROTTLED,503,upstream-unavailable",
    "OVERLOADED,503,overloaded",
    "INVALID_ANSWER,502,upstream-invalid-answer"
  })
  void unavailable_catalog_fails_the_product(Reason reason, int status, String code) {
    gateways.catalog().isDown(reason);

    expectError(get("?upc=036000291452"), status, code);
  }

  @Test
  void body_of_another_type_is_refused() {
    expectError(
        client
            .method(HttpMethod.GET)
            .uri("/v1/productByUpc")
            .contentType(MediaType.TEXT_PLAIN)
            .bodyValue("036000291452")
            .exchange(),
        415,
        "unsupported-media-type");
  }

  @Test
  void other_methods_and_media_types_are_refused() {
    expectError(
        client.put().uri("/v1/productByUpc?upc=036000291452").exchange(),
        405,
        "method-not-allowed");
    expectError(
        client
            .get()
            .uri("/v1/productByUpc?upc=036000291452")
            .accept(MediaType.APPLICATION_XML)
            .exchange(),
        406,
        "not-acceptable");
  }

  private ResponseSpec get(String query) {
    return client.get().uri("/v1/productByUpc" + query).exchange();
  }

  private ResponseSpec getWithBody(String query, String body) {
    return client
        .method(HttpMethod.GET)
        .uri("/v1/productByUpc" + query)
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(body)
        .exchange();
  }

  private double calls() {
    return meters
        .counter("pannier.api.v1.calls", "operation", "productByUpc", "client", "other")
        .count();
  }

  private static void expectError(ResponseSpec response, int status, String code) {
    response
        .expectStatus()
        .isEqualTo(status)
        .expectHeader()
        .contentType(MediaType.APPLICATION_JSON)
        .expectHeader()
        .exists("Deprecation")
        .expectBody()
        .jsonPath("$.error.code")
        .isEqualTo(code)
        .jsonPath("$.error.message")
        .isNotEmpty();
  }

  private static void expectAnnounced(ResponseSpec response, String successor) {
    response
        .expectHeader()
        .valueMatches("Deprecation", "@[0-9]+")
        .expectHeader()
        .exists("Sunset")
        .expectHeader()
        .values(
            HttpHeaders.LINK,
            links ->
                assertThat(links)
                    .hasSize(2)
                    .contains("<" + successor + ">; rel=\"successor-version\"")
                    .anyMatch(link -> link.contains("rel=\"deprecation\"")));
  }
}
