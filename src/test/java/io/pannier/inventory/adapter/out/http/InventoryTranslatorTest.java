package io.pannier.inventory.adapter.out.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pannier.inventory.domain.model.NextArrival;
import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.Provenance;
import io.pannier.shared.model.Reason;
import io.pannier.shared.model.SellingLocationId;
import io.pannier.shared.model.Source;
import io.pannier.shared.model.Upc;
import io.pannier.shared.upstream.UpstreamException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InventoryTranslatorTest {

  private static final Instant NOW = Instant.parse("2026-11-20T10:15:00Z");
  private static final Instant UPDATED = Instant.parse("2026-11-20T09:00:00Z");
  private static final Provenance FRESH = Provenance.fresh(Source.INVENTORY, UPDATED);
  private static final Answer<StockLevel> INVALID = Answer.unavailable(Reason.INVALID_ANSWER);

  private static final Upc TISSUE = Upc.parse("036000291452");
  private static final ProductAtLocation HERE = at(TISSUE, 412);
  private static final ProductAtLocation ONLINE = at(TISSUE, 1);
  private static final ProductAtLocation OTHER = at(Upc.parse("012345678905"), 412);

  private static final String NODE =
      """
      {"shipNode": "0412", "onHandQty": {"unit": "CASE", "amount": 2}, "eachesPerCase": 6,
       "reservedQty": {"unit": "EACH", "amount": 1}, "availToSellQty": null,
       "inbound": [{"ref": "PO9", "amount": 24, "eta": "2026-12-03"}]}""";

  private static final String OTHER_SKU =
      """
      {"sku": "00012345678905", "updatedAt": "2026-11-20T09:00:00Z",
       "nodes": [{"shipNode": "0412", "availToSellQty": {"unit": "EACH", "amount": 5}}]}""";

  private final InventoryTranslator translator =
      new InventoryTranslator(Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void cases_are_counted_in_eaches_and_what_is_reserved_is_taken_off() {
    StockLevel expected = StockLevel.of(11, new NextArrival(24, LocalDate.parse("2026-12-03")));

    assertThat(answers(NODE).about(HERE)).isEqualTo(Answer.found(expected, FRESH));
  }

  @Test
  void what_is_available_to_sell_is_believed_where_it_is_told() {
    assertThat(level(NODE.replace("null", "{\"unit\": \"CASE\", \"amount\": 3}")).available())
        .isEqualTo(18);
    assertThat(level(NODE.replace("null", "{\"unit\": \"EACH\", \"amount\": -3}")).available())
        .isZero();
  }

  @Test
  void more_reserved_than_there_is_leaves_nothing() {
    assertThat(level(NODE.replace("\"amount\": 1}", "\"amount\": 40}")).available()).isZero();
  }

  @Test
  void the_nearest_delivery_from_today_on_is_the_next_arrival() {
    String inbound =
        "\"inbound\": [{\"amount\": 1, \"eta\": \"2026-11-19\"}, {\"amount\": 2, \"eta\":"
            + " \"2026-11-22\"}, {\"amount\": 3, \"eta\": \"2026-11-20\"}]";
    String node = NODE.replaceAll("\"inbound\": \\[.*\\]", inbound);

    assertThat(level(node).nextArrival())
        .isEqualTo(new NextArrival(3, LocalDate.parse("2026-11-20")));
    assertThat(level(NODE.replace("2026-12-03", "2026-11-19")).nextArrival()).isNull();
    assertThat(level(NODE.replaceAll(",\\s+\"inbound\": \\[.*\\]", "")).nextArrival()).isNull();
  }

  @Test
  void a_node_missing_from_a_known_sku_is_not_found() {
    assertThat(answers(NODE).about(ONLINE)).isEqualTo(Answer.notFound(FRESH));
  }

  @Test
  void a_node_is_not_missing_while_another_does_not_say_which_it_is() {
    assertThat(answers(NODE + ", {\"shipNode\": 1}").about(ONLINE)).isEqualTo(INVALID);
    assertThat(answers(NODE + ", {\"shipNode\": 1}").about(HERE).known()).isPresent();
  }

  @Test
  void an_unknown_sku_is_not_found_and_one_in_neither_list_is_an_invalid_answer() {
    Answers<ProductAtLocation, StockLevel> answers =
        translate("{\"payload\": [], \"unknownSkus\": [\"00036000291452\"]}");

    assertThat(answers.about(HERE))
        .isEqualTo(Answer.notFound(Provenance.fresh(Source.INVENTORY, NOW)));
    assertThat(answers.about(OTHER)).isEqualTo(INVALID);
  }

  @Test
  void what_is_told_twice_is_an_invalid_answer() {
    String sku = sku(NODE);

    assertThat(answers(NODE + "," + NODE).about(HERE)).isEqualTo(INVALID);
    assertThat(translate(payload(sku + "," + sku)).about(HERE)).isEqualTo(INVALID);
    assertThat(
            translate("{\"payload\": [" + sku + "], \"unknownSkus\": [\"00036000291452\"]}")
                .about(HERE))
        .isEqualTo(INVALID);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"CASE\" | \"PALLET\"",
        "\"CASE\" | 1",
        "\"amount\": 2} | \"amount\": 2.5}",
        "\"amount\": 2} | \"amount\": \"2\"}",
        "\"amount\": 2} | \"amount\": null}",
        "\"amount\": 2} | \"amount\": 9223372036854775807}",
        "\"amount\": 2} | \"amount\": 2000000000}",
        "\"eachesPerCase\": 6 | \"other\": 6",
        "\"eachesPerCase\": 6 | \"eachesPerCase\": 0",
        "\"eachesPerCase\": 6 | \"eachesPerCase\": -6",
        "\"onHandQty\" | \"other\"",
        "\"onHandQty\": {\"unit\": \"CASE\", \"amount\": 2} | \"onHandQty\": 2",
        "\"reservedQty\" | \"other\"",
        "\"amount\": 1} | \"amount\": -1}",
        "2026-12-03 | 2026-13-03",
        "2026-12-03 | soon",
        "2026-12-03 | +12026-12-03",
        "\"amount\": 24 | \"amount\": -24",
        "\"amount\": 24 | \"other\": 24",
        "[{\"ref\" | [null, {\"ref\""
      })
  void what_cannot_be_believed_spoils_its_own_node_only(String field, String broken) {
    String node = NODE.replace(field, broken);
    assertThat(node).isNotEqualTo(NODE);

    Answers<ProductAtLocation, StockLevel> answers = answers(node);

    assertThat(answers.about(HERE)).isEqualTo(INVALID);
    assertThat(answers.about(ONLINE)).isEqualTo(Answer.notFound(FRESH));
    assertThat(answers.about(OTHER).known()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "", "1969-12-31T23:59:59Z", "+12026-11-20T09:00:00Z"})
  void a_sku_without_a_time_is_an_invalid_answer(String time) {
    String body = payload(sku(NODE).replace(UPDATED.toString(), time) + "," + OTHER_SKU);

    assertThat(translate(body).about(HERE)).isEqualTo(INVALID);
    assertThat(translate(body).about(ONLINE)).isEqualTo(INVALID);
    assertThat(translate(body).about(OTHER).known()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "{\"payload\": []}",
        "{\"unknownSkus\": []}",
        "{\"payload\": 1, \"unknownSkus\": []}"
      })
  void an_envelope_that_is_not_the_contracts_spoils_everything(String body) {
    assertThatThrownBy(() -> translate(body)).isInstanceOf(UpstreamException.class);
  }

  private StockLevel level(String node) {
    return answers(node).about(HERE).known().orElseThrow();
  }

  private Answers<ProductAtLocation, StockLevel> answers(String nodes) {
    return translate(payload(sku(nodes) + "," + OTHER_SKU));
  }

  private Answers<ProductAtLocation, StockLevel> translate(String body) {
    Set<ProductAtLocation> asked = new LinkedHashSet<>(List.of(HERE, ONLINE, OTHER));
    return translator.answers(asked, body.getBytes(StandardCharsets.UTF_8));
  }

  private static String payload(String skus) {
    return "{\"payload\": [" + skus + "], \"unknownSkus\": []}";
  }

  private static String sku(String nodes) {
    return "{\"sku\": \"00036000291452\", \"updatedAt\": \"%s\", \"nodes\": [%s]}"
        .formatted(UPDATED, nodes);
  }

  private static ProductAtLocation at(Upc upc, int location) {
    return new ProductAtLocation(upc, new SellingLocationId(location));
  }
}
