package io.pannier.product.adapter.in.web.v2;

import static io.pannier.product.ProductFixture.ELEVEN;
import static io.pannier.product.ProductFixture.ONLINE;
import static io.pannier.product.ProductFixture.SOAP;
import static io.pannier.product.ProductFixture.STORE;
import static io.pannier.product.ProductFixture.TISSUES;
import static io.pannier.product.ProductFixture.at;
import static io.pannier.product.ProductFixture.bareItem;
import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.cart.CartFixture;
import io.pannier.catalog.CatalogItems;
import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.pricing.domain.model.Price;
import io.pannier.product.ProductFixture;
import io.pannier.product.ProductWebSlice;
import io.pannier.product.ProductWebTest;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Money;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.Provenance;
import io.pannier.shared.model.Provenance.Source;
import io.pannier.shared.model.SellingLocationId;
import io.pannier.testkit.FakeGateway;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** One product page, as clients of version 2 see it. */
class ProductV2Test extends ProductWebTest {

  ProductV2Test(@Autowired WebTestClient client, @Autowired ProductWebSlice slice) {
    super(client, slice);
  }

  @BeforeEach
  void sellTissues() {
    gateways.selling(TISSUES, ONLINE).selling(TISSUES, STORE);
  }

  @Test
  void page_holds_what_three_services_say() {
    get("/v2/products/036000291452?sellingLocationIds=412")
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals(HttpHeaders.CACHE_CONTROL, "private, max-age=0")
        .expectBody()
        .json(
            """
            {"upc": "036000291452",
             "catalog": {"status": "FRESH", "name": "Facial tissue", "description": "Soft, white, three layers",
                         "brand": "Kleenex", "lifecycle": "ACTIVE",
                         "images": [{"role": "PRIMARY", "url": "https://media.example.com/i/1.jpg"}],
                         "orderLimits": {"minimum": 1, "maximum": 12, "multiple": 1}},
             "pricing": {"locations": [{"sellingLocationId": 412, "status": "FRESH",
                         "current": {"amount": "9.99", "currency": "USD"},
                         "regular": {"amount": "12.99", "currency": "USD"},
                         "kind": "PROMOTION", "validUntil": "2026-12-24T00:00:00Z"}]},
             "inventory": {"locations": [{"sellingLocationId": 412, "status": "FRESH",
                           "availability": "IN_STOCK", "available": 11,
                           "nextArrival": {"quantity": 24, "date": "2026-12-03"}}]},
             "sections": {"catalog": {"status": "FRESH", "sources": ["catalog"], "asOf": "2026-11-20T10:15:00Z"},
                          "pricing": {"status": "FRESH", "sources": ["pricing"], "asOf": "2026-11-20T10:15:00Z"},
                          "inventory": {"status": "FRESH", "sources": ["inventory"], "asOf": "2026-11-20T10:15:00Z"}}}
            """,
            JsonCompareMode.STRICT);
  }

  @Test
  void product_that_can_be_had_in_no_quantity_has_no_limits_to_choose_from() {
    gateways.catalog().has(CatalogItems.with(TISSUES, CatalogItem.Lifecycle.ACTIVE, null));

    get("/v2/products/036000291452?requestedFields=catalog.lifecycle,catalog.orderLimits")
        .expectBody()
        .json(
            """
            {"upc": "036000291452",
             "catalog": {"status": "FRESH", "lifecycle": "ACTIVE"},
             "sections": {"catalog": {"status": "FRESH", "sources": ["catalog"], "asOf": "2026-11-20T10:15:00Z"}}}
            """,
            JsonCompareMode.STRICT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"036000291452", "0036000291452", "00036000291452"})
  void every_way_to_write_an_upc_is_the_same_product(String upc) {
    get("/v2/products/" + upc).expectBody().jsonPath("$.upc").isEqualTo("036000291452");
  }

  @Test
  void what_the_catalog_does_not_have_is_absent_and_never_null() {
    gateways.catalog().has(bareItem(TISSUES));

    get("/v2/products/036000291452?requestedFields=catalog")
        .expectBody()
        .json(
            """
            {"upc": "036000291452",
             "catalog": {"status": "FRESH", "name": "Facial tissue", "lifecycle": "ACTIVE",
                         "orderLimits": {"minimum": 1, "maximum": 999, "multiple": 1}},
             "sections": {"catalog": {"status": "FRESH", "sources": ["catalog"], "asOf": "2026-11-20T10:15:00Z"}}}
            """,
            JsonCompareMode.STRICT);
    assertThat(gateways.questions()).containsExactly(1, 0, 0);
  }

  @Test
  void only_what_is_requested_is_asked_for_and_shown() {
    get("/v2/products/036000291452?requestedFields=pricing.regular,catalog.name&requestedFields=catalog.name")
        .expectBody()
        .json(
            """
            {"upc": "036000291452",
             "catalog": {"status": "FRESH", "name": "Facial tissue"},
             "pricing": {"locations": [{"sellingLocationId": 1, "status": "FRESH",
                         "regular": {"amount": "12.99", "currency": "USD"}}]},
             "sections": {"catalog": {"status": "FRESH", "sources": ["catalog"], "asOf": "2026-11-20T10:15:00Z"},
                          "pricing": {"status": "FRESH", "sources": ["pricing"], "asOf": "2026-11-20T10:15:00Z"}}}
            """,
            JsonCompareMode.STRICT);
    assertThat(gateways.questions()).containsExactly(1, 1, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pricing.current", "pricing.regular", "pricing"})
  void a_price_says_whether_it_includes_tax_where_that_is_known(String fields) {
    ProductAtLocation tissues = ProductFixture.at(TISSUES, new SellingLocationId(1));
    Money dollar = CartFixture.usd("1.00");
    gateways.pricing().has(tissues, new Price(dollar, dollar, Price.Kind.REGULAR, null, false));

    get("/v2/products/036000291452?requestedFields=" + fields)
        .expectBody()
        .jsonPath("$.pricing.locations[0].taxIncluded")
        .isEqualTo(false);
  }

  @Test
  void availability_comes_with_any_field_of_the_inventory() {
    get("/v2/products/036000291452?requestedFields=inventory.nextArrival")
        .expectBody()
        .jsonPath("$.inventory.locations[0].availability")
        .isEqualTo("IN_STOCK")
        .jsonPath("$.inventory.locations[0].available")
        .doesNotExist()
        .jsonPath("$.catalog")
        .doesNotExist();
  }

  @Test
  void locations_are_shown_once_in_the_order_asked() {
    get("/v2/products/036000291452?sellingLocationIds=412,1,412")
        .expectBody()
        .jsonPath("$.pricing.locations[*].sellingLocationId")
        .value(ids -> assertThat(ids.toString()).isEqualTo("[412,1]"));
    assertThat(gateways.inventory().questions())
        .containsExactly(Set.of(at(TISSUES, STORE), at(TISSUES, ONLINE)));
  }

  @Test
  void unknown_price_and_stock_are_said_to_be_unknown() {
    gateways.pricing().isDown(Reason.CIRCUIT_OPEN);
    gateways.inventory().isDown(Reason.UNREACHABLE);

    get("/v2/products/036000291452")
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals(HttpHeaders.CACHE_CONTROL, "no-store")
        .expectBody()
        .json(
            """
            {"pricing": {"locations": [{"sellingLocationId": 1, "status": "UNAVAILABLE", "reason": "CIRCUIT_OPEN"}]},
             "inventory": {"locations": [{"sellingLocationId": 1, "status": "UNAVAILABLE", "reason": "UNREACHABLE",
                           "availability": "UNKNOWN"}]},
             "sections": {"pricing": {"status": "UNAVAILABLE", "sources": [], "reason": "CIRCUIT_OPEN"},
                          "inventory": {"status": "UNAVAILABLE", "sources": [], "reason": "UNREACHABLE"}}}
            """)
        .jsonPath("$.pricing.locations[0].current")
        .doesNotExist()
        .jsonPath("$.inventory.locations[0].available")
        .doesNotExist();
  }

  @Test
  void location_that_does_not_stock_the_product_is_out_of_stock() {
    gateways.inventory().hasNot(at(TISSUES, ONLINE));
    gateways.pricing().hasNot(at(TISSUES, ONLINE));

    get("/v2/products/036000291452")
        .expectHeader()
        .valueEquals(HttpHeaders.CACHE_CONTROL, "private, max-age=0")
        .expectBody()
        .json(
            """
            {"pricing": {"locations": [{"sellingLocationId": 1, "status": "NOT_FOUND"}]},
             "inventory": {"locations": [{"sellingLocationId": 1, "status": "NOT_FOUND",
                           "availability": "OUT_OF_STOCK", "available": 0}]}}
            """);
  }

  @Test
  void substitute_shows_that_it_is_one() {
    gateways.inventory().answers(at(TISSUES, ONLINE), fromLegacy(ELEVEN));

    get("/v2/products/036000291452?strict=true")
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals(HttpHeaders.CACHE_CONTROL, "no-store")
        .expectBody()
        .json(
            """
            {"inventory": {"locations": [{"status": "FALLBACK", "reason": "TIMEOUT", "availability": "IN_STOCK", "available": 11}]},
             "sections": {"inventory": {"status": "FALLBACK", "sources": ["legacy-inventory"], "reason": "TIMEOUT"}}}
            """);
  }

  @Test
  void substitute_that_has_none_is_out_of_stock_and_one_that_did_not_check_is_unknown() {
    gateways
        .inventory()
        .answers(at(TISSUES, ONLINE), Answer.notFound(legacy()))
        .answers(at(TISSUES, STORE), fromLegacy(StockLevel.unknown(null)));

    get("/v2/products/036000291452?requestedFields=inventory&sellingLocationIds=1,412")
        .expectBody()
        .json(
            """
            {"inventory": {"locations": [
              {"sellingLocationId": 1, "status": "FALLBACK", "reason": "TIMEOUT", "availability": "OUT_OF_STOCK", "available": 0},
              {"sellingLocationId": 412, "status": "FALLBACK", "reason": "TIMEOUT", "availability": "UNKNOWN"}]}}
            """)
        .jsonPath("$.inventory.locations[1].available")
        .doesNotExist();
  }

  @Test
  void what_the_catalog_does_not_have_is_not_found() {
    expectProblem(get("/v2/products/012345678905"), 404, "product-not-found")
        .jsonPath("$.type")
        .isEqualTo("/problems/product-not-found")
        .jsonPath("$.instance")
        .isEqualTo("/v2/products/012345678905");
  }

  @Test
  void existence_is_not_checked_where_nothing_of_the_catalog_is_requested() {
    get("/v2/products/" + SOAP.text() + "?requestedFields=pricing").expectStatus().isOk();
    assertThat(gateways.questions()).containsExactly(0, 1, 0);
  }

  @ParameterizedTest
  @CsvSource({
    "TIMEOUT,504,upstream-timeout,false",
    "UNREACHABLE,503,upstream-unavailable,true",
    "THROTTLED,503,upstream-unavailable,true",
    "CIRCUIT_OPEN,503,upstream-unavailable,true",
    "OVERLOADED,503,overloaded,true",
    "UPSTREAM_ERROR,502,upstream-invalid-answer,false",
    "INVALID_ANSWER,502,upstream-invalid-answer,false"
  })
  void unavailable_catalog_fails_the_page(
      Reason reason, int status, String code, boolean retryAfter) {
    gateways.catalog().isDown(reason);

    ResponseSpec response = get("/v2/products/036000291452");

    expectProblem(response, status, code);
    if (retryAfter) {
      response.expectHeader().value(HttpHeaders.RETRY_AFTER, s -> assertThat(s).matches("[1-9]"));
    } else {
      response.expectHeader().doesNotExist(HttpHeaders.RETRY_AFTER);
    }
  }

  @Test
  void strict_page_fails_where_price_or_stock_is_unknown() {
    gateways.pricing().isDown(Reason.TIMEOUT);

    expectProblem(get("/v2/products/036000291452?strict=true"), 504, "upstream-timeout");
    get("/v2/products/036000291452?strict=false").expectStatus().isOk();
    get("/v2/products/036000291452?strict=true&requestedFields=catalog,inventory")
        .expectStatus()
        .isOk();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "036000291453|upc",
        "00000000000000|upc",
        "36000291452|upc",
        "abc|upc",
        "query|upc",
        "036000291452?requestedFields=|requestedFields",
        "036000291452?requestedFields|requestedFields",
        "036000291452?requestedFields=catalog,|requestedFields",
        "036000291452?requestedFields=catalog.kind|requestedFields",
        "036000291452?requestedFields=%00|requestedFields",
        "036000291452?sellingLocationIds=|sellingLocationIds",
        "036000291452?sellingLocationIds=0|sellingLocationIds",
        "036000291452?sellingLocationIds=10000|sellingLocationIds",
        "036000291452?sellingLocationIds=99999999999999999999|sellingLocationIds",
        "036000291452?sellingLocationIds=-1|sellingLocationIds",
        "036000291452?sellingLocationIds=1.0|sellingLocationIds",
        "036000291452?sellingLocationIds=%2B1|sellingLocationIds",
        "036000291452?sellingLocationIds=1, 2|sellingLocationIds",
        "036000291452?sellingLocationIds=1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21|sellingLocationIds",
        "036000291452?strict=TRUE|strict",
        "036000291452?strict=1|strict",
        "036000291452?strict=|strict",
        "036000291452?strict|strict",
        "036000291452?strict=true&strict=true|strict",
        "036000291452?sellingLocationId=412|sellingLocationId",
        "036000291452?SellingLocationIds=412|SellingLocationIds",
        "036000291452?SELLINGLOCATIONID=412|SELLINGLOCATIONID",
        "036000291452?sellingLocationIds=1&sellingLocationId=412|sellingLocationId",
        "036000291452?sellinglocation%49ds=412|sellinglocationIds",
        "036000291452?requestedField=pricing|requestedField",
        "036000291452?requestedfields=pricing|requestedfields",
        "036000291452?Strict=true|Strict",
        "036000291452?stricts=true|stricts"
      })
  void bad_input_is_named_and_nothing_is_asked(String rest, String field) {
    expectProblem(get("/v2/products/" + rest.replace(" ", "%20")), 400, "invalid-request")
        .jsonPath("$.violations.length()")
        .isEqualTo(1)
        .jsonPath("$.violations[0].field")
        .isEqualTo(field);
    assertThat(gateways.questions()).containsExactly(0, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"036000291452;x=1", "%2E%2E%2Fetc", "/036000291452", "036000291452/"})
  void an_odd_path_is_no_page(String rest) {
    expectProblem(get("/v2/products/" + rest), 404, "not-found");
    assertThat(gateways.questions()).containsExactly(0, 0, 0);
  }

  @Test
  void a_slip_in_the_name_of_a_parameter_is_told_the_right_one() {
    expectProblem(get("/v2/products/036000291452?sellingLocationId=412"), 400, "invalid-request")
        .jsonPath("$.violations[0].message")
        .isEqualTo("must be written sellingLocationIds");
  }

  @Test
  void a_page_of_an_origin_that_is_not_allowed_is_refused() {
    expectProblem(
        client
            .get()
            .uri("/v2/products/036000291452")
            .header(HttpHeaders.ORIGIN, "https://evil.example")
            .exchange(),
        403,
        "forbidden");
    expectProblem(
        client
            .options()
            .uri("/v2/products/036000291452")
            .header(HttpHeaders.ORIGIN, "https://evil.example")
            .header(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD, "GET")
            .exchange(),
        403,
        "forbidden");
    assertThat(gateways.questions()).containsExactly(0, 0, 0);
  }

  @Test
  void every_offender_is_named() {
    client
        .get()
        .uri("/v2/products/1?requestedFields=colour,catalog,size&sellingLocationIds=0,x&strict=yes")
        .header("X-Request-Timeout-Ms", "soon")
        .exchange()
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.violations[*].field")
        .value(
            fields ->
                assertThat(fields.toString())
                    .isEqualTo(
                        """
                        ["X-Request-Timeout-Ms","upc","requestedFields","requestedFields",\
                        "sellingLocationIds","sellingLocationIds","strict"]"""))
        .jsonPath("$.violations[2].message")
        .value(message -> assertThat(message.toString()).contains("colour"))
        .jsonPath("$.violations[3].message")
        .value(message -> assertThat(message.toString()).contains("size"));
  }

  @Test
  void service_that_is_too_slow_for_the_client_is_an_unknown_value() {
    gateways.pricing().isSlow(Duration.ofMinutes(1));

    client
        .get()
        .uri("/v2/products/036000291452?requestedFields=pricing")
        .header("X-Request-Timeout-Ms", "100")
        .exchange()
        .expectBody(String.class)
        .value(
            body ->
                assertThat(body)
                    .as("composed in time, or given up on a loaded machine")
                    .containsAnyOf("\"reason\":\"TIMEOUT\"", "\"code\":\"deadline-exceeded\""));
  }

  @Test
  void head_is_answered_like_get() {
    client
        .head()
        .uri("/v2/products/036000291452")
        .exchange()
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals(HttpHeaders.CACHE_CONTROL, "private, max-age=0")
        .expectBody()
        .isEmpty();
  }

  @Test
  void other_methods_are_refused() {
    ResponseSpec response = client.delete().uri("/v2/products/036000291452").exchange();

    expectProblem(response, 405, "method-not-allowed");
    response
        .expectHeader()
        .value(HttpHeaders.ALLOW, allowed -> assertThat(allowed).contains("GET"));
  }

  @Test
  void other_media_types_are_refused() {
    expectProblem(
        client.get().uri("/v2/products/036000291452").accept(MediaType.APPLICATION_XML).exchange(),
        406,
        "not-acceptable");
  }

  @Test
  void problem_of_this_feature_is_explained() {
    client
        .get()
        .uri("/problems/product-not-found")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody(String.class)
        .value(page -> assertThat(page).contains("product-not-found"));
  }

  private ResponseSpec get(String uri) {
    return client.get().uri(base -> base.build().resolve(uri)).exchange();
  }

  private static Answer<StockLevel> fromLegacy(StockLevel level) {
    return Answer.found(level, legacy());
  }

  private static Provenance legacy() {
    return Provenance.fresh(Source.LEGACY_INVENTORY, FakeGateway.AS_OF).asFallback(Reason.TIMEOUT);
  }
}
