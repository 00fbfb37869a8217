package io.pannier.product.adapter.in.web.v2;

import static io.pannier.product.ProductFixture.ONLINE;
import static io.pannier.product.ProductFixture.SOAP;
import static io.pannier.product.ProductFixture.TISSUES;
import static io.pannier.product.ProductFixture.at;
import static io.pannier.product.ProductFixture.numbered;
import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.product.ProductWebSlice;
import io.pannier.product.ProductWebTest;
import io.pannier.shared.model.Answer.Reason;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** Several product pages at once, as clients of version 2 see them. */
class ProductsQueryV2Test extends ProductWebTest {

  ProductsQueryV2Test(@Autowired WebTestClient client, @Autowired ProductWebSlice slice) {
    super(client, slice);
  }

  @Test
  void each_product_is_shown_missing_or_unresolved() {
    gateways.selling(TISSUES, ONLINE);
    gateways.catalog().isUnavailableFor(numbered(7), Reason.INVALID_ANSWER);

    query(
            """
            {"upcs": ["%s", "012345678905", "036000291452", "00036000291452"],
             "requestedFields": ["catalog.name", "pricing.current"], "sellingLocationIds": [1, 1], "strict": false}
            """
                .formatted(numbered(7).text()))
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals(HttpHeaders.CACHE_CONTROL, "no-store")
        .expectBody()
        .json(
            """
            {"products": [{"upc": "036000291452",
                           "catalog": {"status": "FRESH", "name": "Facial tissue"},
                           "pricing": {"locations": [{"sellingLocationId": 1, "status": "FRESH", "kind": "PROMOTION",
                                       "current": {"amount": "9.99", "currency": "USD"}, "validUntil": "2026-12-24T00:00:00Z"}]}}],
             "missing": [{"upc": "012345678905"}],
             "unresolved": [{"upc": "%s", "reason": "INVALID_ANSWER"}],
             "sections": {"catalog": {"status": "UNAVAILABLE", "sources": ["catalog"], "asOf": "2026-11-20T10:15:00Z", "reason": "INVALID_ANSWER"},
                          "pricing": {"status": "FRESH", "sources": ["pricing"], "asOf": "2026-11-20T10:15:00Z"}}}
            """
                .formatted(numbered(7).text()),
            JsonCompareMode.STRICT);
    assertThat(gateways.questions()).containsExactly(1, 1, 0);
  }

  @Test
  void fifty_products_are_one_question_to_each_service() {
    IntStream.rangeClosed(1, 50).forEach(n -> gateways.selling(numbered(n), ONLINE));

    query("{\"upcs\": [" + upcs(50) + "]}")
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals(HttpHeaders.CACHE_CONTROL, "private, max-age=0")
        .expectBody()
        .jsonPath("$.products[*].upc")
        .value(shown -> assertThat(shown.toString()).isEqualTo("[" + upcs(50) + "]"));
    assertThat(gateways.questions()).containsExactly(1, 1, 1);
  }

  @Test
  void query_is_answered_while_anything_is_known() {
    gateways.catalog().isUnavailableFor(TISSUES, Reason.TIMEOUT);

    query("{\"upcs\": [\"036000291452\", \"012345678905\"]}")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.missing[0].upc")
        .isEqualTo("012345678905")
        .jsonPath("$.unresolved[0].reason")
        .isEqualTo("TIMEOUT")
        .jsonPath("$.products")
        .isEmpty();
  }

  @Test
  void query_of_which_all_is_unavailable_fails_for_the_worst_reason() {
    gateways
        .catalog()
        .isUnavailableFor(TISSUES, Reason.UPSTREAM_ERROR)
        .isUnavailableFor(SOAP, Reason.TIMEOUT);

    expectProblem(
        query("{\"upcs\": [\"036000291452\", \"012345678905\"]}"), 502, "upstream-invalid-answer");
  }

  @Test
  void strict_query_leaves_unresolved_what_has_no_price() {
    gateways.selling(TISSUES, ONLINE).selling(SOAP, ONLINE);
    gateways.pricing().isUnavailableFor(at(SOAP, ONLINE), Reason.TIMEOUT);

    query("{\"upcs\": [\"036000291452\", \"012345678905\"], \"strict\": true}")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.products.length()")
        .isEqualTo(1)
        .jsonPath("$.unresolved[0].upc")
        .isEqualTo("012345678905");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void bad_field_is_named_and_nothing_is_asked(String body, String field) {
    expectProblem(query(body), 400, "invalid-request")
        .jsonPath("$.violations[*].field")
        .value(fields -> assertThat(fields.toString()).isEqualTo("[\"" + field + "\"]"));
    assertThat(gateways.questions()).containsExactly(0, 0, 0);
  }

  static Stream<Arguments> bad_field_is_named_and_nothing_is_asked() {
    String one = "{\"upcs\": [\"036000291452\"], ";
    return Stream.of(
        Arguments.of("{}", "upcs"),
        Arguments.of("{\"upcs\": null}", "upcs"),
        Arguments.of("{\"upcs\": []}", "upcs"),
        Arguments.of("{\"upcs\": \"036000291452\"}", "upcs"),
        Arguments.of("{\"upcs\": [" + upcs(51) + "]}", "upcs"),
        Arguments.of("{\"upcs\": [36000291452]}", "upcs[0]"),
        Arguments.of("{\"upcs\": [null]}", "upcs[0]"),
        Arguments.of("{\"upcs\": [\"036000291453\"]}", "upcs[0]"),
        Arguments.of("{\"upcs\": [\"0360002914\\u00005\"]}", "upcs[0]"),
        Arguments.of("{\"upcs\": [\"\\ud800\"]}", "upcs[0]"),
        Arguments.of(one + "\"requestedFields\": []}", "requestedFields"),
        Arguments.of(one + "\"requestedFields\": \"catalog\"}", "requestedFields"),
        Arguments.of(one + "\"requestedFields\": [\"catalog\", \"colour\"]}", "requestedFields[1]"),
        Arguments.of(one + "\"requestedFields\": [\"catalog,pricing\"]}", "requestedFields[0]"),
        Arguments.of(one + "\"sellingLocationIds\": []}", "sellingLocationIds"),
        Arguments.of(one + "\"sellingLocationIds\": [\"1\"]}", "sellingLocationIds[0]"),
        Arguments.of(one + "\"sellingLocationIds\": [1.0]}", "sellingLocationIds[0]"),
        Arguments.of(one + "\"sellingLocationIds\": [1e2]}", "sellingLocationIds[0]"),
        Arguments.of(one + "\"sellingLocationIds\": [true]}", "sellingLocationIds[0]"),
        Arguments.of(one + "\"sellingLocationIds\": [0]}", "sellingLocationIds[0]"),
        Arguments.of(one + "\"sellingLocationIds\": [99999999999]}", "sellingLocationIds[0]"),
        Arguments.of(
            one + "\"sellingLocationIds\": [" + locations(21) + "]}", "sellingLocationIds"),
        Arguments.of(
            "{\"upcs\": [" + upcs(6) + "], \"sellingLocationIds\": [" + locations(17) + "]}",
            "sellingLocationIds"),
        Arguments.of(one + "\"strict\": \"true\"}", "strict"),
        Arguments.of(one + "\"strict\": 1}", "strict"),
        Arguments.of(one + "\"strict\": null}", "strict"),
        Arguments.of(one + "\"colour\": 1}", "colour"));
  }

  @Test
  void a_hundred_prices_can_be_asked_for_at_once() {
    query("{\"upcs\": [" + upcs(5) + "], \"sellingLocationIds\": [" + locations(20) + "]}")
        .expectStatus()
        .isOk();
    assertThat(gateways.pricing().questions().get(0)).hasSize(100);
  }

  @Test
  void every_offender_is_named() {
    expectProblem(
            query("{\"upcs\": [\"1\", \"036000291452\", 2], \"strict\": 0, \"b\": 1, \"a\": 2}"),
            400,
            "invalid-request")
        .jsonPath("$.violations[*].field")
        .value(
            fields ->
                assertThat(fields.toString())
                    .isEqualTo("[\"upcs[0]\",\"upcs[2]\",\"strict\",\"b\",\"a\"]"));
  }

  @ParameterizedTest
  @MethodSource
  void body_that_is_not_one_json_object_is_malformed(String text) {
    expectProblem(
        client
            .post()
            .uri("/v2/products/query")
            .contentType(MediaType.APPLICATION_JSON)
            .bodyValue(text.getBytes(StandardCharsets.UTF_8))
            .exchange(),
        400,
        "malformed-request");
    assertThat(gateways.questions()).containsExactly(0, 0, 0);
  }

  static Stream<String> body_that_is_not_one_json_object_is_malformed() {
    return Stream.of(
        "",
        " ",
        "null",
        "[]",
        "\"upcs\"",
        "{",
        "{\"upcs\": [\"036000291452\"]",
        "{\"upcs\": [\"036000291452\"],}",
        "{'upcs': []}",
        "{\"upcs\": [\"036000291452\"]} {}",
        "{\"upcs\": [\"036000291452\"], \"upcs\": [\"036000291452\"]}",
        "{\"upcs\": NaN}");
  }

  @Test
  void body_in_another_encoding_is_malformed() {
    expectProblem(
        client
            .post()
            .uri("/v2/products/query")
            .contentType(MediaType.APPLICATION_JSON)
            .bodyValue("{\"ü\": 1}".getBytes(StandardCharsets.ISO_8859_1))
            .exchange(),
        400,
        "malformed-request");
  }

  @Test
  void absent_body_is_malformed() {
    expectProblem(client.post().uri("/v2/products/query").exchange(), 400, "malformed-request");
  }

  @Test
  void body_of_another_type_is_refused() {
    expectProblem(
        client
            .post()
            .uri("/v2/products/query")
            .contentType(MediaType.TEXT_PLAIN)
            .bodyValue("{\"upcs\": [\"036000291452\"]}")
            .exchange(),
        415,
        "unsupported-media-type");
  }

  @Test
  void body_that_is_too_large_is_refused() {
    expectProblem(query("{\"upcs\": [\"" + "0".repeat(16 * 1024) + "\"]}"), 413, "body-too-large");
  }

  @Test
  void other_media_types_are_refused() {
    expectProblem(
        client
            .post()
            .uri("/v2/products/query")
            .contentType(MediaType.APPLICATION_JSON)
            .accept(MediaType.TEXT_HTML)
            .bodyValue("{\"upcs\": [\"036000291452\"]}")
            .exchange(),
        406,
        "not-acceptable");
  }

  private ResponseSpec query(String body) {
    return client
        .post()
        .uri("/v2/products/query")
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(body)
        .exchange();
  }

  private static String upcs(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(number -> "\"" + numbered(number).text() + "\"")
        .collect(Collectors.joining(","));
  }

  private static String locations(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(","));
  }
}
