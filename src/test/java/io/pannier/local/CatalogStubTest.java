package io.pannier.local;

import static io.pannier.local.StubClient.STUBS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pannier.shared.model.ProductId.Upc;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogStubTest {

  private static final String TISSUE = "00036000291452";
  private static final String UNKNOWN = "00012345678905";
  private static final String BASE = STUBS.catalog().baseUrl();

  private final UpstreamDescription description = new UpstreamDescription(StubUpstream.CATALOG);

  @Test
  void answers_a_known_item_as_described() {
    JsonNode answer = lookUp(List.of(TISSUE));

    assertThat(answer.at("/items/0/gtin14").textValue()).isEqualTo(TISSUE);
    assertThat(answer.at("/items/0/brandNm").textValue()).isEqualTo("Kleenex");
    assertThat(answer.at("/notFound")).isEmpty();
  }

  @Test
  void answers_all_samples_at_once_and_nothing_twice() {
    List<String> gtins = SampleProducts.all().stream().map(Upc::gtin14).toList();

    assertThat(lookUp(gtins).at("/items").findValuesAsText("gtin14")).isEqualTo(gtins);
  }

  @Test
  void writes_names_in_utf_8() {
    assertThat(lookUp(List.of("00050512000302")).at("/items/0/desc/short").textValue())
        .isEqualTo("Chef’s knife, 20 cm");
  }

  @Test
  void lists_what_it_does_not_know_and_only_that() {
    assertThat(lookUp(List.of(UNKNOWN)).at("/items")).isEmpty();

    JsonNode mixed = lookUp(List.of(UNKNOWN, TISSUE, "99999999999999"));

    assertThat(mixed.at("/items").findValuesAsText("gtin14")).containsExactly(TISSUE);
    assertThat(mixed.at("/notFound"))
        .extracting(JsonNode::textValue)
        .containsExactly(UNKNOWN, "99999999999999");
  }

  @Test
  void takes_a_hundred_and_no_more() {
    assertThat(lookUp(Collections.nCopies(100, UNKNOWN)).at("/notFound")).hasSize(100);
    assertThat(refusal(StubRequests.catalogBody(Collections.nCopies(101, UNKNOWN)))).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "null",
        "{\"gtins\": []}",
        "{\"gtins\": null}",
        "{\"gtins\": \"00036000291452\"}",
        "{\"gtins\": [36000291452]}",
        "{\"gtins\": [\"036000291452\"]}",
        "{\"gtins\": [\"0003600029145X\"]}",
        "{\"gtins\": [null]}",
        "{\"gtins\": [\"00036000291452\"], \"more\": 1}",
        "{\"gtins\": [\"00036000291452\"]"
      })
  void refuses_a_body_that_is_not_as_described(String body) {
    assertThat(refusal(body)).isEqualTo(400);
  }

  @Test
  void refuses_wrong_credentials_methods_paths_headers_and_media_types() {
    String body = StubRequests.catalogBody(List.of(TISSUE));
    StubRefusals.assertThatTheStubRefuses(
        () -> StubRequests.catalog(BASE, body), "X-Api-Key", BASE + "/catalog/v3/items/lookup");
    HttpRequest.Builder text =
        StubRequests.catalog(BASE, body).setHeader("Content-Type", "text/plain");
    assertThat(StubClient.status(text)).isEqualTo(400);
    HttpRequest.Builder withGet =
        StubRequests.catalog(BASE, body).method("GET", BodyPublishers.noBody());
    assertThat(StubClient.status(withGet)).isEqualTo(405);
  }

  @Test
  void asks_for_the_request_that_the_description_describes() {
    assertThat(StubMappings.schemaOfTheAllowedBody(StubUpstream.CATALOG))
        .isEqualTo(description.at("/components/schemas/LookupRequest"));
  }

  @Test
  void is_described_with_examples_that_are_right() {
    String operation = "/paths/~1catalog~1v3~1items~1lookup/post";
    String content = "/content/application~1json/example";

    JsonNode request = description.at(operation + "/requestBody" + content);
    assertThat(description.faults("LookupRequest", request)).isEmpty();
    JsonNode response = description.at(operation + "/responses/200" + content);
    assertThat(description.faults("LookupResponse", response)).isEmpty();
  }

  private JsonNode lookUp(List<String> gtins) {
    JsonNode answer = StubClient.json(StubRequests.catalog(BASE, StubRequests.catalogBody(gtins)));
    assertThat(description.faults("LookupResponse", answer)).isEmpty();
    return answer;
  }

  private static int refusal(String body) {
    return StubClient.status(StubRequests.catalog(BASE, body));
  }
}
