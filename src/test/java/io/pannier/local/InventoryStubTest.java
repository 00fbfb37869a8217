package io.pannier.local;

import static io.pannier.local.StubClient.STUBS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pannier.shared.model.ProductId.Upc;
import java.net.http.HttpRequest;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InventoryStubTest {

  private static final String TISSUE = "00036000291452";
  private static final String UNKNOWN = "00012345678905";
  private static final String ONLY_IN_LEGACY = "10036000291459";
  private static final String BASE = STUBS.inventory().baseUrl();

  private final UpstreamDescription description = new UpstreamDescription(StubUpstream.INVENTORY);

  @Test
  void answers_the_stock_of_an_item_at_a_node() {
    JsonNode answer = availability(List.of(TISSUE), List.of("0412"));

    JsonNode node = answer.at("/payload/0/nodes/0");
    assertThat(answer.at("/payload/0/sku").textValue()).isEqualTo(TISSUE);
    assertThat(node.at("/shipNode").textValue()).isEqualTo("0412");
    assertThat(node.at("/onHandQty/unit").textValue()).isEqualTo("CASE");
    assertThat(node.at("/eachesPerCase").intValue()).isEqualTo(6);
    assertThat(node.at("/availToSellQty").isNull()).isTrue();
    assertThat(LocalDate.parse(node.at("/inbound/0/eta").textValue()))
        .isAfter(LocalDate.now(ZoneOffset.UTC));
    assertThat(answer.at("/unknownSkus")).isEmpty();
  }

  @Test
  void answers_all_samples_at_all_nodes_at_once() {
    List<String> skus = SampleProducts.all().stream().map(Upc::gtin14).toList();

    JsonNode answer = availability(skus, List.of("0001", "0007", "0412", "1033"));

    assertThat(answer.at("/payload").findValuesAsText("sku")).hasSizeGreaterThan(40);
  }

  @Test
  void leaves_out_what_only_the_legacy_inventory_knows_and_nodes_that_do_not_stock_a_sku() {
    JsonNode answer =
        availability(List.of(UNKNOWN, ONLY_IN_LEGACY, TISSUE), List.of("0009", "0001", "0041"));

    assertThat(answer.at("/payload").findValuesAsText("sku")).containsExactly(TISSUE);
    assertThat(answer.at("/payload").findValuesAsText("shipNode")).containsExactly("0001");
    assertThat(answer.at("/unknownSkus")).extracting(JsonNode::textValue).containsExactly(UNKNOWN);
  }

  @Test
  void takes_a_hundred_and_no_more() {
    List<String> hundred = Collections.nCopies(100, UNKNOWN);
    List<String> more = Collections.nCopies(101, UNKNOWN);

    assertThat(availability(hundred, List.of("0001")).at("/unknownSkus")).hasSize(100);
    assertThat(status(StubRequests.inventoryBody(more, List.of("0001")))).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"skus\": [\"00036000291452\"]}",
        "{\"shipNodes\": [\"0001\"]}",
        "{\"skus\": [], \"shipNodes\": [\"0001\"]}",
        "{\"skus\": [\"00036000291452\"], \"shipNodes\": []}",
        "{\"skus\": [\"36000291452\"], \"shipNodes\": [\"0001\"]}",
        "{\"skus\": [\"00036000291452\"], \"shipNodes\": [\"1\"]}",
        "{\"skus\": [\"00036000291452\"], \"shipNodes\": [1]}",
        "{\"skus\": [\"00036000291452\"], \"shipNodes\": [\"0001\"], \"more\": 1}"
      })
  void refuses_a_body_that_is_not_as_described(String body) {
    assertThat(status(body)).isEqualTo(400);
  }

  @Test
  void refuses_wrong_credentials_methods_paths_headers_and_media_types() {
    String body = StubRequests.inventoryBody(List.of(TISSUE), List.of("0001"));
    StubRefusals.assertThatTheStubRefuses(
        () -> StubRequests.inventory(BASE, body),
        "Authorization",
        BASE + "/inventory/v1/availability");
    HttpRequest.Builder xml =
        StubRequests.inventory(BASE, body).setHeader("Content-Type", "text/xml");
    assertThat(StubClient.status(xml)).isEqualTo(400);
  }

  @Test
  void asks_for_the_request_that_the_description_describes() {
    assertThat(StubMappings.schemaOfTheAllowedBody(StubUpstream.INVENTORY))
        .isEqualTo(description.at("/components/schemas/AvailabilityRequest"));
  }

  @Test
  void is_described_with_examples_that_are_right() {
    String operation = "/paths/~1inventory~1v1~1availability/post";
    String content = "/content/application~1json/example";

    JsonNode request = description.at(operation + "/requestBody" + content);
    assertThat(description.faults("AvailabilityRequest", request)).isEmpty();
    JsonNode response = description.at(operation + "/responses/200" + content);
    assertThat(description.faults("AvailabilityResponse", response)).isEmpty();
  }

  private JsonNode availability(List<String> skus, List<String> nodes) {
    JsonNode answer =
        StubClient.json(StubRequests.inventory(BASE, StubRequests.inventoryBody(skus, nodes)));
    assertThat(description.faults("AvailabilityResponse", answer)).isEmpty();
    return answer;
  }

  private static int status(String body) {
    return StubClient.status(StubRequests.inventory(BASE, body));
  }
}
