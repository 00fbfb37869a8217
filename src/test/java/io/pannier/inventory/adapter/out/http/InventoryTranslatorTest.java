package io.pannier.inventory.adapter.out.http;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.shared.logging.LogThrottle;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.ProductId;
import io.pannier.shared.model.ProductId.Sku;
import io.pannier.shared.model.ProductId.Upc;
import io.pannier.shared.model.Provenance;
import io.pannier.shared.model.Provenance.Source;
import io.pannier.shared.model.SellingLocationId;
import io.pannier.shared.upstream.Flaws;
import io.pannier.shared.upstream.UpstreamException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
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

  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final InventoryTranslator translator =
      new InventoryTranslator(
          Clock.fixed(NOW, ZoneOffset.UTC), new Flaws(meters, LogThrottle.usual()));

  @Test
  void cases_are_counted_in_eaches_and_what_is_reserved_is_taken_off() {
    StockLevel expected =
        StockLevel.of(11, new StockLevel.NextArrival(24, LocalDate.parse("2026-12-03")));

    assertThat(answers(NODE).about(HERE)).isEqualTo(Answer.found(expected, FRESH));
  }

  @Test
  void what_is_available_to_sell_is_believed_where_it_is_given() {
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
        .isEqualTo(new StockLevel.NextArrival(3, LocalDate.parse("2026-11-20")));
    assertThat(level(NODE.replace("2026-12-03", "2026-11-19")).nextArrival()).isNull();
    assertThat(level(NODE.replaceAll(",\\s+\"inbound\": \\[.*\\]", "")).nextArrival()).isNull();
  }

  /** Seen: known stock became unknown, and an add was accepted with nothing there. */
  @Test
  void nothing_on_hand_and_nothing_to_come_is_out_of_stock() {
    String node =
        """
        {"shipNode": "0412", "onHandQty": {"unit": "EACH", "amount": 0}, \
        "reservedQty": {"unit": "EACH", "amount": 0}, "availToSellQty": null, \
        "inbound": [{"ref": "P", "amount": 0, "eta": "2026-12-03"}]}""";

    assertThat(answers(node).about(HERE)).isEqualTo(Answer.found(StockLevel.NONE, FRESH));
    assertThat(reported()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // Nothing, or on no day yet: no arrival.
        "{\"ref\": \"P\", \"amount\": 0, \"eta\": \"2026-12-01\"} | 0",
        "{\"ref\": \"P\", \"amount\": 0, \"eta\": \"soon\"} | 0",
        "{\"ref\": \"P\", \"amount\": 5} | 0",
        "{\"ref\": \"P\", \"amount\": 5, \"eta\": null} | 0",
        // What no contract names.
        "{\"ref\": \"P\", \"amount\": -5, \"eta\": \"2026-12-01\"} | 1",
        "{\"ref\": \"P\", \"amount\": \"5\", \"eta\": \"2026-12-01\"} | 1",
        "{\"ref\": \"P\", \"amount\": 2.5, \"eta\": \"2026-12-01\"} | 1",
        "{\"ref\": \"P\", \"amount\": 3000000000, \"eta\": \"2026-12-01\"} | 1",
        "{\"ref\": \"P\", \"eta\": \"2026-12-01\"} | 1",
        "{\"ref\": \"P\", \"amount\": 5, \"eta\": \"soon\"} | 1",
        "{\"ref\": \"P\", \"amount\": 5, \"eta\": \"\"} | 1",
        "{\"ref\": \"P\", \"amount\": 5, \"eta\": \"2026-13-01\"} | 1",
        "{\"ref\": \"P\", \"amount\": 5, \"eta\": \"+12026-12-01\"} | 1",
        "{\"ref\": \"P\", \"amount\": 5, \"eta\": 20261201} | 1",
        "null | 1",
        "7 | 1"
      })
  void what_is_no_arrival_costs_neither_the_stock_nor_the_others(String inbound, int flaws) {
    StockLevel level = level(NODE.replace("\"inbound\": [", "\"inbound\": [" + inbound + ", "));

    assertThat(level)
        .isEqualTo(
            StockLevel.of(11, new StockLevel.NextArrival(24, LocalDate.parse("2026-12-03"))));
    assertThat(reported()).isEqualTo(flaws == 0 ? Map.of() : Map.of("inbound", 1.0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"null | 0", "{} | 1", "\"none\" | 1", "24 | 1"})
  void deliveries_that_are_no_list_are_none(String inbound, int flaws) {
    StockLevel level =
        level(NODE.replace("\"inbound\": [", "\"inbound\": " + inbound + ", \"other\": ["));

    assertThat(level).isEqualTo(StockLevel.of(11, null));
    assertThat(reported()).isEqualTo(flaws == 0 ? Map.of() : Map.of("inbound", 1.0));
  }

  /** Half an hour before midnight in UTC. */
  @Test
  void today_is_the_day_in_utc_whatever_the_clocks_zone() {
    Clock late =
        Clock.fixed(Instant.parse("2026-11-20T23:30:00Z"), ZoneId.of("Pacific/Kiritimati"));
    InventoryTranslator inIt =
        new InventoryTranslator(late, new Flaws(meters, LogThrottle.usual()));

    StockLevel level =
        inIt.answers(
                Set.of(HERE),
                payload(sku(NODE.replace("2026-12-03", "2026-11-20")))
                    .getBytes(StandardCharsets.UTF_8))
            .about(HERE)
            .known()
            .orElseThrow();

    assertThat(level.nextArrival())
        .isEqualTo(new StockLevel.NextArrival(24, LocalDate.parse("2026-11-20")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"onHandQty\": 2",
        "\"onHandQty\": null",
        "\"reservedQty\": {\"unit\": \"PALLET\", \"amount\": \"?\"}",
        "\"reservedQty\": {\"unit\": \"EACH\", \"amount\": -1}",
        "\"eachesPerCase\": \"six\""
      })
  void where_the_inventory_says_what_can_be_sold_no_other_quantity_is_read(String field) {
    String node =
        "{\"shipNode\": \"0412\", \"availToSellQty\": {\"unit\": \"EACH\", \"amount\": 5}, "
            + field
            + "}";

    assertThat(level(node)).isEqualTo(StockLevel.of(5, null));
    assertThat(reported()).isEmpty();
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
  void what_is_answered_twice_is_an_invalid_answer() {
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
        "\"reservedQty\" | \"reservedQty\": null, \"other\"",
        "\"reservedQty\" | \"reservedQty\": {}, \"reservedQty\"",
        "\"amount\": 2} | \"amount\": 2e0}",
        "\"amount\": 2} | \"amount\": 2, \"amount\": 2}",
        "\"unit\": \"CASE\" | \"unit\": \"EACH\", \"unit\": \"CASE\"",
        "\"availToSellQty\": null | \"availToSellQty\": null, \"availToSellQty\": null",
        "\"amount\": 1} | \"amount\": -1}",
        "\"availToSellQty\": null | \"availToSellQty\": 5",
        "\"availToSellQty\": null | \"availToSellQty\": {\"unit\": \"EACH\"}",
        "\"availToSellQty\": null | \"availToSellQty\": {}",
        "\"eachesPerCase\": 6 | \"eachesPerCase\": \"6\""
      })
  void what_decisions_rest_on_spoils_its_own_node_only(String field, String broken) {
    String node = NODE.replace(field, broken);
    assertThat(node).isNotEqualTo(NODE);

    Answers<ProductAtLocation, StockLevel> answers = answers(node);

    assertThat(answers.about(HERE)).isEqualTo(INVALID);
    assertThat(answers.about(ONLINE)).isEqualTo(Answer.notFound(FRESH));
    assertThat(answers.about(OTHER).known()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"yesterday\"",
        "\"\"",
        "\"1969-12-31T23:59:59Z\"",
        "\"+12026-11-20T09:00:00Z\"",
        "\"2026-11-20 09:00:00\"",
        "null",
        "1792231500000",
        "{}"
      })
  void a_sku_without_a_time_is_as_of_its_receipt(String time) {
    String sku = sku(NODE).replace("\"" + UPDATED + "\"", time);

    Answers<ProductAtLocation, StockLevel> answers = translate(payload(sku + "," + OTHER_SKU));

    Provenance received = Provenance.fresh(Source.INVENTORY, NOW);
    assertThat(answers.about(HERE).known().map(StockLevel::available)).contains(11);
    assertThat(answers.about(HERE).origin()).contains(received);
    assertThat(answers.about(ONLINE)).isEqualTo(Answer.notFound(received));
    assertThat(answers.about(OTHER).origin()).contains(FRESH);
    assertThat(reported()).containsOnlyKeys("updatedAt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "\"\"", "7"})
  void nodes_that_are_no_list_spoil_their_own_sku_only(String nodes) {
    String sku = sku("").replace("[]", nodes);

    Answers<ProductAtLocation, StockLevel> answers = translate(payload(sku + "," + OTHER_SKU));

    assertThat(answers.about(HERE)).isEqualTo(INVALID);
    assertThat(answers.about(OTHER).known()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ", \"unknownSkus\": null", ", \"unknownSkus\": 7", ", \"unknownSkus\": [7]"})
  void one_list_is_enough_for_what_it_holds(String unknownSkus) {
    Answers<ProductAtLocation, StockLevel> answers =
        translate(
            "{\"payload\": [null, 7, [], {\"sku\": 36000291452}, "
                + OTHER_SKU
                + "]"
                + unknownSkus
                + "}");

    assertThat(answers.about(OTHER).known()).isPresent();
    assertThat(answers.about(HERE)).isEqualTo(INVALID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "{}",
        "{\"payload\": 1, \"unknownSkus\": null}",
        "{\"payload\": [], \"payload\": []}"
      })
  void an_envelope_that_is_not_the_contracts_spoils_everything(String body) {
    assertThatThrownBy(() -> translate(body)).isInstanceOf(UpstreamException.class);
  }

  @Test
  void the_log_names_the_product_and_the_location_of_what_cannot_be_used(CapturedOutput output) {
    answers(NODE.replace("2026-12-03", "soon"));

    assertThat(output.getAll())
        .containsOnlyOnce(
            "inventory: inbound of 036000291452 at location 412 cannot be used and is left out");
  }

  private Map<String, Double> reported() {
    return meters.find("pannier.upstream.flaws").counters().stream()
        .collect(toMap(counter -> counter.getId().getTag("field"), Counter::count));
  }

  private StockLevel level(String node) {
    return answers(node).about(HERE).known().orElseThrow();
  }

  @Test
  void a_sku_is_an_article_there_and_a_gtin_a_sku() {
    ProductAtLocation article = at(new Sku("00036000291452"), 412);
    String entry =
        OTHER_SKU.replace("\"sku\": \"00012345678905\"", "\"article\": \"00036000291452\"");
    String both = OTHER_SKU.replace("\"sku\"", "\"article\": \"00036000291452\", \"sku\"");

    assertThat(translate(payload(entry), HERE, article).about(article).known()).isPresent();
    assertThat(translate(payload(entry), HERE, article).about(HERE)).isEqualTo(INVALID);
    assertThat(translate(payload(both), OTHER, article).all()).containsOnly(INVALID);
    assertThat(
            translate(
                    "{\"payload\": [], \"unknownSkus\": [], \"unknownArticles\": [\"00036000291452\"]}",
                    HERE,
                    article)
                .about(article))
        .isEqualTo(Answer.notFound(Provenance.fresh(Source.INVENTORY, NOW)));
  }

  private Answers<ProductAtLocation, StockLevel> translate(
      String body, ProductAtLocation... asked) {
    return translator.answers(
        new LinkedHashSet<>(List.of(asked)), body.getBytes(StandardCharsets.UTF_8));
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

  private static ProductAtLocation at(ProductId upc, int location) {
    return new ProductAtLocation(upc, new SellingLocationId(location));
  }
}
