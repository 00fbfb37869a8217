package io.pannier.catalog.adapter.out.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.catalog.domain.model.Lifecycle;
import io.pannier.catalog.domain.model.OrderLimits;
import io.pannier.catalog.domain.model.ProductImage;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Provenance;
import io.pannier.shared.model.Reason;
import io.pannier.shared.model.Source;
import io.pannier.shared.model.Upc;
import io.pannier.shared.upstream.UpstreamException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogTranslatorTest {

  private static final Instant NOW = Instant.parse("2026-11-20T10:15:00Z");
  private static final Provenance RECEIVED = Provenance.fresh(Source.CATALOG, NOW);
  private static final Answer<CatalogItem> INVALID = Answer.unavailable(Reason.INVALID_ANSWER);
  private static final Upc TISSUE = Upc.parse("036000291452");
  private static final Upc OTHER = Upc.parse("012345678905");

  private static final String ITEM =
      """
      {"gtin14": "00036000291452", "desc": {"short": "Facial tissue", "long": "Soft"},
       "brandNm": "Kleenex", "lifecycleCd": "A", "media": [{"role": "PRIMARY", "path": "/i/1.jpg"}],
       "orderRules": {"minQty": 2, "maxQty": 12, "multQty": 2}, "lastUpdTs": "20261017T101500Z"}""";

  private static final String BARE =
      """
      {"gtin14": "00012345678905", "desc": {"short": "Thing"}, "lifecycleCd": "D",
       "lastUpdTs": "20261017T101500Z"}""";

  private final CatalogTranslator translator =
      new CatalogTranslator(
          new ItemTranslator(new MediaLibrary(URI.create("https://media.example/pictures/")), 999),
          Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void asks_with_fourteen_digits() {
    assertThat(new String(translator.question(Set.of(TISSUE)), StandardCharsets.UTF_8))
        .isEqualTo("{\"gtins\":[\"00036000291452\"]}");
  }

  @Test
  void translates_an_item() {
    CatalogItem expected =
        new CatalogItem(
            TISSUE,
            "Facial tissue",
            "Soft",
            "Kleenex",
            Lifecycle.ACTIVE,
            List.of(
                new ProductImage("PRIMARY", URI.create("https://media.example/pictures/i/1.jpg"))),
            new OrderLimits(2, 12, 2));

    assertThat(about(TISSUE, ITEM)).isEqualTo(Answer.found(expected, RECEIVED));
  }

  @Test
  void what_the_catalog_leaves_out_is_absent_and_unlimited_up_to_our_own_maximum() {
    CatalogItem expected =
        new CatalogItem(
            OTHER,
            "Thing",
            null,
            null,
            Lifecycle.DISCONTINUED,
            List.of(),
            new OrderLimits(1, 999, 1, Integer.MAX_VALUE));

    assertThat(about(OTHER, BARE)).isEqualTo(Answer.found(expected, RECEIVED));
  }

  @Test
  void limits_are_tightened_to_what_can_be_bought() {
    String wide = ITEM.replace("\"minQty\": 2, \"maxQty\": 12", "\"minQty\": 3, \"maxQty\": 5000");

    assertThat(about(TISSUE, wide).known().orElseThrow().orderLimits())
        .isEqualTo(new OrderLimits(4, 998, 2, 5000));
  }

  @Test
  void an_item_whose_rules_allow_no_quantity_is_known_and_not_for_sale() {
    String none = ITEM.replace("\"minQty\": 2, \"maxQty\": 12", "\"minQty\": 5, \"maxQty\": 5");

    CatalogItem item = about(TISSUE, none).known().orElseThrow();

    assertThat(item.orderLimits()).isNull();
    assertThat(item.isSellable()).isFalse();
    assertThat(item.lifecycle()).as("as the catalog says").isEqualTo(Lifecycle.ACTIVE);
  }

  @Test
  void order_does_not_matter_and_fields_may_be_added() {
    String more = BARE.replace("{\"gtin14\"", "{\"new\": {\"a\": [1]}, \"gtin14\"");
    Answers<Upc, CatalogItem> answers = answers(more, ITEM);

    assertThat(answers.asked()).containsExactly(TISSUE, OTHER);
    assertThat(answers.all()).allSatisfy(answer -> assertThat(answer.known()).isPresent());
  }

  @Test
  void what_is_not_found_is_not_found() {
    Answers<Upc, CatalogItem> answers = withoutTissue(BARE);

    assertThat(answers.about(TISSUE)).isEqualTo(Answer.notFound(RECEIVED));
  }

  @Test
  void an_item_in_neither_list_is_an_invalid_answer() {
    Answers<Upc, CatalogItem> answers = answers(BARE);

    assertThat(answers.about(TISSUE)).isEqualTo(INVALID);
    assertThat(answers.about(OTHER).known()).isPresent();
  }

  @Test
  void an_item_that_nobody_asked_for_is_ignored() {
    Answers<Upc, CatalogItem> answers = translator.answers(Set.of(OTHER), envelope("", ITEM, BARE));

    assertThat(answers.asked()).containsExactly(OTHER);
    assertThat(answers.about(OTHER).known()).isPresent();
  }

  @Test
  void an_item_told_twice_or_in_both_lists_is_an_invalid_answer() {
    assertThat(answers(ITEM, ITEM, BARE).about(TISSUE)).isEqualTo(INVALID);
    assertThat(withoutTissue(ITEM, BARE).about(TISSUE)).isEqualTo(INVALID);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"maxQty\": 12 | \"maxQty\": 0",
        "\"minQty\": 2 | \"minQty\": 13",
        "\"minQty\": 2 | \"minQty\": 0",
        "\"minQty\": 2 | \"minQty\": 2.0",
        "\"minQty\": 2 | \"minQty\": \"2\"",
        "\"minQty\": 2 | \"minQty\": null",
        "\"multQty\": 2 | \"multQty\": 0",
        "\"multQty\": 2 | \"other\": 2",
        "\"multQty\": 2 | \"multQty\": 99999999999",
        "\"lifecycleCd\": \"A\" | \"lifecycleCd\": \"X\"",
        "\"lifecycleCd\": \"A\" | \"lifecycleCd\": 1",
        "\"lifecycleCd\": \"A\" | \"lifecycleCd\": null",
        "\"short\": \"Facial tissue\" | \"short\": \" \"",
        "\"short\": \"Facial tissue\" | \"short\": 7",
        "\"short\": \"Facial tissue\" | \"short\": \"\\ud83d\"",
        "\"short\": \"Facial tissue\" | \"shorter\": \"Tissue\"",
        "\"brandNm\": \"Kleenex\" | \"brandNm\": true",
        "\"brandNm\": \"Kleenex\" | \"brandNm\": [\"Kleenex\"]",
        "\"path\": \"/i/1.jpg\" | \"path\": \"https://elsewhere.example/1.jpg\"",
        "\"path\": \"/i/1.jpg\" | \"path\": null",
        "\"media\": [{ | \"media\": [null, {",
        "20261017T101500Z | 20261317T101500Z",
        "20261017T101500Z | yesterday"
      })
  void what_cannot_be_believed_spoils_its_own_item_only(String field, String broken) {
    String item = ITEM.replace(field, broken);
    assertThat(item).isNotEqualTo(ITEM);

    Answers<Upc, CatalogItem> answers = answers(item, BARE);

    assertThat(answers.about(TISSUE)).isEqualTo(INVALID);
    assertThat(answers.about(OTHER).known()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "\"\"",
        "{}",
        "{\"items\": []}",
        "{\"notFound\": []}",
        "{\"items\": null, \"notFound\": []}",
        "{\"items\": {}, \"notFound\": []}",
        "{\"items\": [], \"notFound\": \"\"}",
        "{\"items\": [], \"notFound\": [], \"notFound\": []}",
        "{\"items\": [{\"gtin14\": \"1\", \"gtin14\": \"2\"}], \"notFound\": []}",
        "{\"items\": [], \"notFound\": []} {}",
        "{\"items\": [], \"notFound\": [",
        "<html></html>"
      })
  void an_envelope_that_is_not_the_contracts_spoils_everything(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> translator.answers(Set.of(TISSUE), bytes))
        .isInstanceOf(UpstreamException.class);
  }

  @Test
  void deep_nesting_and_endless_numbers_spoil_everything() {
    byte[] deep = envelope("", "[".repeat(500) + "]".repeat(500));
    byte[] number = envelope("", "9".repeat(2_000));

    assertThatThrownBy(() -> translator.answers(Set.of(TISSUE), deep))
        .isInstanceOf(UpstreamException.class);
    assertThatThrownBy(() -> translator.answers(Set.of(TISSUE), number))
        .isInstanceOf(UpstreamException.class);
  }

  private Answer<CatalogItem> about(Upc upc, String item) {
    return answers(item).about(upc);
  }

  private Answers<Upc, CatalogItem> answers(String... items) {
    return translate("", items);
  }

  private Answers<Upc, CatalogItem> withoutTissue(String... items) {
    return translate("\"00036000291452\"", items);
  }

  private Answers<Upc, CatalogItem> translate(String notFound, String... items) {
    Set<Upc> asked = new LinkedHashSet<>(List.of(TISSUE, OTHER));
    return translator.answers(asked, envelope(notFound, items));
  }

  private static byte[] envelope(String notFound, String... items) {
    return ("{\"new\": 1, \"items\": ["
            + String.join(",", items)
            + "], \"notFound\": ["
            + notFound
            + "]}")
        .getBytes(StandardCharsets.UTF_8);
  }
}
