package io.pannier.local;

import static io.pannier.local.StubClient.STUBS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pannier.shared.model.ProductId.Upc;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PricingStubTest {

  private static final String TISSUE = "36000291452";
  private static final String UNKNOWN = "12345678905";
  private static final String BASE = STUBS.pricing().baseUrl();

  private final UpstreamDescription description = new UpstreamDescription(StubUpstream.PRICING);

  @Test
  void answers_the_tiers_of_an_item_at_a_location() {
    JsonNode answer = prices(List.of(TISSUE), List.of("412"));

    JsonNode price = answer.at("/prices/0");
    assertThat(price.at("/itemId").textValue()).isEqualTo(TISSUE);
    assertThat(price.at("/loc").textValue()).isEqualTo("412");
    assertThat(price.at("/tiers").findValuesAsText("type")).containsExactly("REG", "PROMO");
    assertThat(price.at("/tiers").findValuesAsText("amt")).containsExactly("1299", "999");
    assertThat(price.at("/tiers/0/effTo").isNull()).isTrue();
    assertThat(price.at("/tiers/1/effTo").longValue())
        .isGreaterThan(answer.at("/asOfEpochMs").longValue());
    assertThat(answer.at("/errors")).isEmpty();
  }

  @Test
  void answers_every_pair_that_was_asked_for_once_as_a_price_or_an_error() {
    List<String> ids = new ArrayList<>(itemIds());
    ids.add(UNKNOWN);
    List<String> locations = List.of("1", "7", "41", "412", "1033", "9999");
    List<String> asked =
        ids.stream().flatMap(id -> locations.stream().map(loc -> id + "@" + loc)).toList();

    JsonNode answer = prices(ids, locations);

    List<String> answered = new ArrayList<>();
    answer.at("/prices").forEach(price -> answered.add(pair(price)));
    answer.at("/errors").forEach(error -> answered.add(pair(error)));
    assertThat(answered).containsExactlyInAnyOrderElementsOf(asked);
  }

  @Test
  void has_no_price_where_nothing_is_known_and_an_error_where_the_sample_says_so() {
    JsonNode answer = prices(List.of(UNKNOWN, TISSUE, "93100440173"), List.of("1", "8"));

    assertThat(answer.at("/prices"))
        .extracting(PricingStubTest::pair)
        .containsExactly("36000291452@1");
    assertThat(answer.at("/errors"))
        .extracting(error -> pair(error) + " " + error.at("/code").textValue())
        .containsExactlyInAnyOrder(
            UNKNOWN + "@1 P404",
            UNKNOWN + "@8 P404",
            TISSUE + "@8 P404",
            "93100440173@1 P500",
            "93100440173@8 P404");
  }

  @Test
  void takes_fifty_items_and_no_more() {
    assertThat(status(StubRequests.pricingQuery(Collections.nCopies(50, TISSUE), List.of("1"))))
        .isEqualTo(200);
    assertThat(status(StubRequests.pricingQuery(Collections.nCopies(51, TISSUE), List.of("1"))))
        .isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "loc=1,412&ids=36000291452,47008100127",
        "ids=36000291452%2C47008100127&loc=1%2C412"
      })
  void reads_both_parameters_in_any_order_with_their_commas_escaped_or_not(String query) {
    assertThat(StubClient.json(StubRequests.pricing(BASE, query)).at("/prices")).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ids=36000291452",
        "loc=1",
        "ids=&loc=1",
        "ids=36000291452&loc=",
        "ids=036000291452&loc=1",
        "ids=3600029145X&loc=1",
        "ids=36000291452&loc=0412",
        "ids=36000291452&loc=10000",
        "ids=36000291452,&loc=1",
        "ids=36000291452&ids=47008100127&loc=1",
        "ids=36000291452&loc=1&more=1"
      })
  void refuses_a_query_that_is_not_as_described(String query) {
    assertThat(status(query)).isEqualTo(400);
  }

  @Test
  void refuses_wrong_credentials_methods_paths_and_headers() {
    StubRefusals.assertThatTheStubRefuses(
        () -> StubRequests.pricing(BASE, StubRequests.pricingQuery(List.of(TISSUE), List.of("1"))),
        "Authorization",
        BASE + "/prices/bulk");
  }

  @Test
  void is_described_with_an_example_that_is_right() {
    JsonNode response =
        description.at("/paths/~1prices~1bulk/get/responses/200/content/application~1json/example");

    assertThat(response.at("/prices")).isNotEmpty();
    assertThat(description.faults("BulkResponse", response)).isEmpty();
  }

  private JsonNode prices(List<String> ids, List<String> locations) {
    JsonNode answer =
        StubClient.json(StubRequests.pricing(BASE, StubRequests.pricingQuery(ids, locations)));
    assertThat(description.faults("BulkResponse", answer)).isEmpty();
    return answer;
  }

  private static int status(String query) {
    return StubClient.status(StubRequests.pricing(BASE, query));
  }

  private static List<String> itemIds() {
    return SampleProducts.all().stream()
        .map(Upc::gtin14)
        .map(gtin -> gtin.replaceFirst("^0+", ""))
        .toList();
  }

  private static String pair(JsonNode priceOrError) {
    return priceOrError.at("/itemId").textValue() + "@" + priceOrError.at("/loc").textValue();
  }
}
