package io.pannier.catalog.adapter.out.http;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pannier.catalog.domain.model.CatalogItem;
import io.pannier.catalog.domain.model.CatalogItem.OrderLimits;
import io.pannier.shared.logging.LogThrottle;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.ProductId;
import io.pannier.shared.model.ProductId.Sku;
import io.pannier.shared.model.ProductId.Upc;
import io.pannier.shared.model.Provenance;
import io.pannier.shared.model.Provenance.Source;
import io.pannier.shared.upstream.Flaws;
import io.pannier.shared.upstream.MediaLibrary;
import io.pannier.shared.upstream.UpstreamException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
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

  private static final String RECALLED =
      ITEM.replace("\"lifecycleCd\": \"A\"", "\"lifecycleCd\": \"R\"");

  private static final String BARE =
      """
      {"gtin14": "00012345678905", "desc": {"short": "Thing"}, "lifecycleCd": "D",
       "lastUpdTs": "20261017T101500Z"}""";

  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final Flaws flaws = new Flaws(meters, LogThrottle.usual());
  private final CatalogTranslator translator =
      new CatalogTranslator(
          new ItemTranslator(
              new MediaLibrary(URI.create("https://media.example/pictures/")), 999, flaws),
          Clock.fixed(NOW, ZoneOffset.UTC),
          flaws);

  @Test
  void asks_with_fourteen_digits() {
    assertThat(
            new String(translator.question(Set.of(TISSUE), Locale.GERMANY), StandardCharsets.UTF_8))
        .isEqualTo("{\"gtins\":[\"00036000291452\"],\"locale\":\"de-DE\"}");
  }

  @Test
  void translates_an_item() {
    CatalogItem expected =
        new CatalogItem(
            TISSUE,
            "Facial tissue",
            "Soft",
            "Kleenex",
            CatalogItem.Lifecycle.ACTIVE,
            List.of(
                new CatalogItem.Image(
                    "PRIMARY", URI.create("https://media.example/pictures/i/1.jpg"))),
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
            CatalogItem.Lifecycle.DISCONTINUED,
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
    assertThat(item.lifecycle()).as("as the catalog says").isEqualTo(CatalogItem.Lifecycle.ACTIVE);
  }

  @Test
  void order_does_not_matter_and_fields_may_be_added() {
    String more = BARE.replace("{\"gtin14\"", "{\"new\": {\"a\": [1]}, \"gtin14\"");
    Answers<ProductId, CatalogItem> answers = answers(more, ITEM);

    assertThat(answers.asked()).containsExactly(TISSUE, OTHER);
    assertThat(answers.all()).allSatisfy(answer -> assertThat(answer.known()).isPresent());
  }

  @Test
  void what_is_not_found_is_not_found() {
    Answers<ProductId, CatalogItem> answers = withoutTissue(BARE);

    assertThat(answers.about(TISSUE)).isEqualTo(Answer.notFound(RECEIVED));
  }

  @Test
  void an_item_in_neither_list_is_an_invalid_answer() {
    Answers<ProductId, CatalogItem> answers = answers(BARE);

    assertThat(answers.about(TISSUE)).isEqualTo(INVALID);
    assertThat(answers.about(OTHER).known()).isPresent();
  }

  @Test
  void an_item_that_nobody_asked_for_is_ignored() {
    Answers<ProductId, CatalogItem> answers =
        translator.answers(Set.of(OTHER), envelope("", ITEM, BARE));

    assertThat(answers.asked()).containsExactly(OTHER);
    assertThat(answers.about(OTHER).known()).isPresent();
  }

  @Test
  void an_item_answered_twice_or_in_both_lists_is_an_invalid_answer() {
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
        "\"minQty\": 2 | \"minQty\": 2e0",
        "\"maxQty\": 12 | \"maxQty\": 12, \"maxQty\": 12",
        "\"maxQty\": 12 | \"maxQty\": {\"each\": 12}",
        "\"maxQty\": 12 | \"maxQty\": true",
        "\"gtin14\": \"00036000291452\" | \"gtin14\": 36000291452",
        "\"gtin14\": \"00036000291452\" | \"gtin14\": \"036000291452\"",
        "\"gtin14\": \"00036000291452\" | \"GTIN14\": \"00036000291452\"",
        "\"gtin14\": | \"gtin14\": \"00036000291452\", \"gtin14\":",
        "\"lifecycleCd\": \"A\" | \"lifecycleCd\": \"X\"",
        "\"lifecycleCd\": \"A\" | \"lifecycleCd\": 1",
        "\"lifecycleCd\": \"A\" | \"lifecycleCd\": null",
        "\"lifecycleCd\": \"A\" | \"lifecycleCd\": \"A\", \"lifecycleCd\": \"A\"",
        "\"orderRules\": { | \"orderRules\": 1, \"other\": {",
        "\"orderRules\": { | \"orderRules\": [], \"other\": {",
        "\"orderRules\": { | \"orderRules\": null, \"orderRules\": {"
      })
  void what_decisions_rest_on_spoils_its_own_item_only(String field, String broken) {
    String item = ITEM.replace(field, broken);
    assertThat(item).isNotEqualTo(ITEM);

    Answers<ProductId, CatalogItem> answers = answers(item, BARE);

    assertThat(answers.about(TISSUE)).isEqualTo(INVALID);
    assertThat(answers.about(OTHER).known()).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      value = {
        "\"short\": \"Facial tissue\" | \"short\": \" \" | Facial tissue | desc.short",
        "\"short\": \"Facial tissue\" | \"short\": 7 | Facial tissue | desc.short",
        "\"short\": \"Facial tissue\" | \"short\": null | Facial tissue | desc.short",
        "\"short\": \"Facial tissue\" | \"short\": \"\\ud83d\" | Facial tissue | desc.short",
        "\"short\": \"Facial tissue\" | \"short\": \"a\\u0000b\" | Facial tissue | desc.short",
        "\"short\": \"Facial tissue\" | \"shorter\": \"Tissue\" | Facial tissue | desc.short",
        "\"short\": \"Facial tissue\" | \"short\": \"a\", \"short\": \"b\" | Facial tissue | desc.short",
        "\"desc\": { | \"desc\": \"Tissue\", \"other\": { | Facial tissue,Soft | desc.short",
        "\"desc\": { | \"desc\": null, \"other\": { | Facial tissue,Soft | desc.short",
        "\"desc\": { | \"other\": { | Facial tissue,Soft | desc.short",
        "\"long\": \"Soft\" | \"long\": {\"en\": \"Soft\"} | Soft | desc.long",
        "\"long\": \"Soft\" | \"long\": \"\\udc00\" | Soft | desc.long",
        "\"long\": \"Soft\" | \"long\": null | Soft | -",
        "\"brandNm\": \"Kleenex\" | \"brandNm\": true | Kleenex | brandNm",
        "\"brandNm\": \"Kleenex\" | \"brandNm\": [\"Kleenex\"] | Kleenex | brandNm",
        "\"brandNm\": \"Kleenex\" | \"brandNm\": \"\" | Kleenex | -",
        "\"media\": [ | \"media\": null, \"other\": [ | /pictures/i/1.jpg | -",
        "\"media\": [ | \"media\": \"/i/1.jpg\", \"other\": [ | /pictures/i/1.jpg | media",
        "\"media\": [ | \"media\": {\"path\": \"/i/1.jpg\"}, \"other\": [ | /pictures/i/1.jpg | media",
        "\"media\": [{ | \"media\": [null, { | - | media.path",
        "\"media\": [{ | \"media\": [[], { | - | media.path",
        "\"path\": \"/i/1.jpg\" | \"path\": \"https://elsewhere.example/1.jpg\" | /pictures/i/1.jpg | media.path",
        "\"path\": \"/i/1.jpg\" | \"path\": null | /pictures/i/1.jpg | media.path",
        "\"path\": \"/i/1.jpg\" | \"path\": 1 | /pictures/i/1.jpg | media.path",
        "\"role\": \"PRIMARY\" | \"role\": 1 | /pictures/i/1.jpg | media.path",
        "20261017T101500Z | 20261317T101500Z | - | -",
        "\"lastUpdTs\": \"20261017T101500Z\" | \"lastUpdTs\": 1e400 | - | -",
        "\"lastUpdTs\": \"20261017T101500Z\" | \"other\": [[[[[[]]]]]] | - | -"
      })
  void what_is_only_shown_spoils_nothing_but_itself(
      String field, String broken, @Nullable String gone, @Nullable String flaw) {
    String item = RECALLED.replace(field, broken);
    assertThat(item).isNotEqualTo(RECALLED);

    Answers<ProductId, CatalogItem> answers = answers(item, BARE);

    CatalogItem known = answers.about(TISSUE).known().orElseThrow();
    assertThat(known.lifecycle()).isEqualTo(CatalogItem.Lifecycle.RECALLED);
    assertThat(known.orderLimits()).isEqualTo(new OrderLimits(2, 12, 2));
    assertThat(shown(known)).isEqualTo(shownWithout(gone));
    assertThat(answers.about(OTHER).known()).isPresent();
    assertThat(reported()).isEqualTo(flaw == null ? Map.of() : Map.of(flaw, 1.0));
  }

  private static Set<String> shownWithout(@Nullable String gone) {
    Set<String> shown =
        new TreeSet<>(Set.of("Facial tissue", "Soft", "Kleenex", "/pictures/i/1.jpg"));
    if (gone != null) {
      assertThat(shown.removeAll(List.of(gone.split(",")))).isTrue();
    }
    return shown;
  }

  private static Set<String> shown(CatalogItem item) {
    Set<String> shown = new TreeSet<>();
    Stream.of(item.name(), item.description(), item.brand())
        .filter(Objects::nonNull)
        .forEach(shown::add);
    item.images().forEach(image -> shown.add(image.url().getPath()));
    return shown;
  }

  @Test
  void a_picture_that_cannot_be_used_leaves_the_others() {
    String item =
        ITEM.replace("[{\"role\"", "[{\"role\": \"PRIMARY\", \"path\": \"//x\"}, {\"role\"");

    assertThat(about(TISSUE, item).known().orElseThrow().images())
        .containsExactly(
            new CatalogItem.Image("PRIMARY", URI.create("https://media.example/pictures/i/1.jpg")));
  }

  @Test
  void what_cannot_be_used_is_logged_in_our_own_words(CapturedOutput output) {
    answers(ITEM.replace("/i/1.jpg", "//evil.example/1.jpg"), BARE);

    assertThat(output.getAll())
        .containsOnlyOnce("catalog: media.path of 036000291452 cannot be used and is left out")
        .doesNotContain("evil.example");
  }

  /** 0xFC is an umlaut in ISO-8859-1 and nothing in UTF-8. */
  @Test
  void a_text_in_another_charset_spoils_nothing_but_itself() {
    byte[] body = envelope("", ITEM.replace("Kleenex", "Kl\u0001nex"), BARE);
    for (int at = 0; at < body.length; at++) {
      body[at] = body[at] == 1 ? (byte) 0xFC : body[at];
    }

    Answers<ProductId, CatalogItem> answers = translator.answers(Set.of(TISSUE, OTHER), body);

    assertThat(answers.about(TISSUE).known().orElseThrow().brand()).isNull();
    assertThat(answers.about(TISSUE).known().orElseThrow().name()).isEqualTo("Facial tissue");
    assertThat(answers.about(OTHER).known()).isPresent();
  }

  @Test
  void a_byte_order_mark_and_control_characters_in_texts_are_read() {
    String body =
        "\ufeff{\"items\": [" + ITEM.replace("Soft", "Soft\n\tand strong") + "], \"notFound\": []}";

    Answers<ProductId, CatalogItem> answers =
        translator.answers(Set.of(TISSUE), body.getBytes(StandardCharsets.UTF_8));

    assertThat(answers.about(TISSUE).known().orElseThrow().description())
        .isEqualTo("Soft\n\tand strong");
  }

  static Stream<String> whatNobodyReads() {
    return Stream.of(
        "\"new\": " + "9".repeat(2_000),
        "\"new\": 1e999999999",
        "\"new\": 1, \"new\": 2",
        "\"new\": " + "[".repeat(40) + "]".repeat(40),
        "\"" + "n".repeat(60_000) + "\": 1",
        "\"new\": \"" + "x".repeat(300_000) + "\"");
  }

  @ParameterizedTest
  @MethodSource("whatNobodyReads")
  void what_nobody_reads_spoils_nothing(String field) {
    Answers<ProductId, CatalogItem> answers =
        answers(ITEM.replace("{\"gtin14\"", "{" + field + ", \"gtin14\""), BARE);

    assertThat(answers.all()).allSatisfy(answer -> assertThat(answer.known()).isPresent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "\"\"",
        "{}",
        "{\"items\": null, \"notFound\": null}",
        "{\"items\": {}, \"notFound\": \"\"}",
        "{\"items\": [], \"items\": []}",
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
  void deep_nesting_spoils_everything() {
    byte[] deep = envelope("", "[".repeat(500) + "]".repeat(500));

    assertThatThrownBy(() -> translator.answers(Set.of(TISSUE), deep))
        .isInstanceOf(UpstreamException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"items\": [%s]}",
        "{\"items\": [%s], \"notFound\": null}",
        "{\"items\": [%s], \"notFound\": {}}",
        "{\"items\": [%s], \"notFound\": [null, 7, \"\"]}",
        "{\"items\": [null, 7, [], {}, \"x\", {\"gtin14\": 36000291452}, %s], \"notFound\": []}"
      })
  void one_list_is_enough_for_what_it_holds(String body) {
    Answers<ProductId, CatalogItem> answers =
        translator.answers(
            Set.of(TISSUE, OTHER), body.formatted(ITEM).getBytes(StandardCharsets.UTF_8));

    assertThat(answers.about(TISSUE).known()).isPresent();
    assertThat(answers.about(OTHER)).isEqualTo(INVALID);
  }

  private Map<String, Double> reported() {
    return meters.find("pannier.upstream.flaws").counters().stream()
        .collect(toMap(counter -> counter.getId().getTag("field"), Counter::count));
  }

  private Answer<CatalogItem> about(Upc upc, String item) {
    return answers(item).about(upc);
  }

  /** A GTIN and a SKU of the same digits are two products, and an entry is about one of them. */
  @Test
  void a_gtin_and_a_sku_are_told_apart_by_the_field_and_not_by_their_form() {
    Sku sku = new Sku("00036000291452");
    String article = ITEM.replace("gtin14", "sku").replace("Facial tissue", "Lamp");
    String both = ITEM.replace("\"desc\"", "\"sku\": \"00036000291452\", \"desc\"");
    String neither = ITEM.replace("gtin14", "number");

    assertThat(names(answersAbout(sku, ITEM, article))).containsExactly("Facial tissue", "Lamp");
    assertThat(names(answersAbout(sku, ITEM))).containsExactly("Facial tissue", "INVALID_ANSWER");
    assertThat(names(answersAbout(sku, both))).containsOnly("INVALID_ANSWER");
    assertThat(names(answersAbout(sku, neither))).containsOnly("INVALID_ANSWER");
  }

  @Test
  void what_is_not_there_is_said_in_the_list_of_its_kind() {
    Sku sku = new Sku("00036000291452");
    String body = "{\"items\": [%s], \"notFound\": [], \"notFoundSkus\": [\"00036000291452\", 7]}";

    Answers<ProductId, CatalogItem> answers =
        translator.answers(
            new LinkedHashSet<>(List.of(TISSUE, sku)),
            body.formatted(ITEM).getBytes(StandardCharsets.UTF_8));

    assertThat(answers.about(TISSUE).known()).isPresent();
    assertThat(answers.about(sku)).isEqualTo(Answer.notFound(RECEIVED));
  }

  @Test
  void a_kind_that_is_not_asked_for_is_left_out() {
    assertThat(
            new String(translator.question(Set.of(TISSUE), Locale.GERMANY), StandardCharsets.UTF_8))
        .isEqualTo("{\"gtins\":[\"00036000291452\"],\"locale\":\"de-DE\"}");
    assertThat(
            new String(
                translator.question(Set.of(new Sku("LAMP")), Locale.GERMANY),
                StandardCharsets.UTF_8))
        .isEqualTo("{\"skus\":[\"LAMP\"],\"locale\":\"de-DE\"}");
  }

  private Answers<ProductId, CatalogItem> answersAbout(Sku sku, String... items) {
    return translator.answers(new LinkedHashSet<>(List.of(TISSUE, sku)), envelope("", items));
  }

  private static List<String> names(Answers<ProductId, CatalogItem> answers) {
    return answers.all().stream()
        .map(
            answer ->
                answer
                    .known()
                    .map(CatalogItem::name)
                    .orElseGet(() -> answer.reason().map(Enum::name).orElse("")))
        .toList();
  }

  private Answers<ProductId, CatalogItem> answers(String... items) {
    return translate("", items);
  }

  private Answers<ProductId, CatalogItem> withoutTissue(String... items) {
    return translate("\"00036000291452\"", items);
  }

  private Answers<ProductId, CatalogItem> translate(String notFound, String... items) {
    Set<ProductId> asked = new LinkedHashSet<>(List.of(TISSUE, OTHER));
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
