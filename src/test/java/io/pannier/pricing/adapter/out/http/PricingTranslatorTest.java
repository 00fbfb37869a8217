package io.pannier.pricing.adapter.out.http;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pannier.pricing.domain.model.Price;
import io.pannier.shared.logging.LogThrottle;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Money;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.ProductId.Sku;
import io.pannier.shared.model.ProductId.Upc;
import io.pannier.shared.model.Provenance;
import io.pannier.shared.model.Provenance.Source;
import io.pannier.shared.model.SellingLocationId;
import io.pannier.shared.upstream.Flaws;
import io.pannier.shared.upstream.UpstreamException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class PricingTranslatorTest {

  private static final Instant NOW = Instant.parse("2026-11-20T10:15:00Z");
  private static final Instant AS_OF = NOW.minusSeconds(60);
  private static final Provenance FRESH = Provenance.fresh(Source.PRICING, AS_OF);
  private static final Answer<Price> INVALID = Answer.unavailable(Reason.INVALID_ANSWER);
  private static final Duration DAY = Duration.ofDays(1);

  private static final ProductAtLocation TISSUE =
      new ProductAtLocation(Upc.parse("036000291452"), new SellingLocationId(412));
  private static final ProductAtLocation OTHER =
      new ProductAtLocation(Upc.parse("012345678905"), new SellingLocationId(1));

  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final PricingTranslator translator =
      new PricingTranslator(
          Clock.fixed(NOW, ZoneOffset.UTC), new Flaws(meters, LogThrottle.usual()));

  @Test
  void a_regular_price_is_current_and_regular() {
    assertThat(price(tier("REG", 1299, NOW.minus(DAY), null)))
        .isEqualTo(Answer.found(new Price(usd(1299), usd(1299), Price.Kind.REGULAR, null), FRESH));
  }

  @ParameterizedTest
  @CsvSource({
    "'\"tax\": \"INCL\",', true",
    "'\"tax\": \"EXCL\",', false",
    "'\"tax\": null,',",
    "'',"
  })
  void a_price_says_whether_it_includes_tax_where_pricing_does(
      String tax, @Nullable Boolean included) {
    assertThat(taxed(tax).known().map(Price::taxIncluded)).isEqualTo(Optional.ofNullable(included));
    assertThat(taxed(tax).known()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"GROSS\"", "\"\"", "true", "19", "[\"INCL\"]", "\"INCL\", \"tax\": \"EXCL\""})
  void what_is_no_word_about_tax_spoils_the_price(String tax) {
    assertThat(taxed("\"tax\": " + tax + ",")).isEqualTo(Answer.unavailable(Reason.INVALID_ANSWER));
  }

  @Test
  void a_price_finer_than_its_currency_is_no_price_and_said_once(CapturedOutput output) {
    String finer = tier("REG", 1299, NOW.minus(DAY), null).replace("\"exp\": 2", "\"exp\": 3");

    for (int i = 0; i < 3; i++) {
      assertThat(price(finer)).isEqualTo(Answer.unavailable(Reason.INVALID_ANSWER));
    }

    assertThat(output.getAll()).containsOnlyOnce("is finer than USD can be paid in");
    assertThat(reported()).isEqualTo(Map.of("amt", 3.0));
  }

  @Test
  void a_promotion_goes_over_the_regular_price_until_it_ends() {
    Instant end = NOW.plus(DAY);

    assertThat(price(tier("PROMO", 999, NOW, end), tier("REG", 1299, NOW.minus(DAY), null)))
        .isEqualTo(Answer.found(new Price(usd(999), usd(1299), Price.Kind.PROMOTION, end), FRESH));
  }

  @Test
  void a_clearance_goes_over_a_promotion() {
    assertThat(
            price(
                tier("CLR", 500, NOW.minus(DAY), null),
                tier("PROMO", 400, NOW, null),
                tier("REG", 1299, NOW, null)))
        .isEqualTo(Answer.found(new Price(usd(500), usd(1299), Price.Kind.CLEARANCE, null), FRESH));
  }

  @Test
  void a_promotion_that_is_dearer_than_the_regular_price_is_no_reduction(CapturedOutput output) {
    Instant end = NOW.plus(DAY);
    String dearer = tier("PROMO", 1300, NOW, end);
    String regular = tier("REG", 1299, NOW, end.plus(DAY));

    for (int i = 0; i < 3; i++) {
      assertThat(price(dearer, regular))
          .isEqualTo(
              Answer.found(
                  new Price(usd(1299), usd(1299), Price.Kind.REGULAR, end.plus(DAY)), FRESH));
    }

    assertThat(output.getAll())
        .containsOnlyOnce("hold a reduction that is dearer than the regular price");
    assertThat(reported()).isEqualTo(Map.of("tiers", 3.0));
  }

  @Test
  void a_promotion_at_the_regular_price_is_one_and_so_is_any_without_a_regular_price() {
    assertThat(kind(tier("PROMO", 1299, NOW, null), tier("REG", 1299, NOW, null)))
        .isEqualTo(Price.Kind.PROMOTION);
    assertThat(kind(tier("PROMO", 9999, NOW, null))).isEqualTo(Price.Kind.PROMOTION);
    assertThat(kind(tier("PROMO", 9999, NOW, null), tier("REG", 1299, NOW.plus(DAY), null)))
        .isEqualTo(Price.Kind.PROMOTION);
    assertThat(kind(tier("PROMO", 9999, NOW, null), tier("REG", 1299, NOW.minus(DAY), NOW)))
        .isEqualTo(Price.Kind.PROMOTION);
    assertThat(reported()).isEmpty();
  }

  /** Of those that are no dearer than the regular price, clearance before promotion. */
  @Test
  void what_is_dearer_than_the_regular_price_makes_way_for_what_is_not() {
    String regular = tier("REG", 1299, NOW, null);
    String clearance = tier("CLR", 500, NOW.minus(DAY), null);
    String promotion = tier("PROMO", 400, NOW, null);

    assertThat(current(tier("CLR", 1300, NOW, null), promotion, regular)).isEqualTo(usd(400));
    assertThat(current(tier("CLR", 1300, NOW, null), clearance, promotion, regular))
        .isEqualTo(usd(500));
    assertThat(current(tier("PROMO", 1300, NOW, null), clearance, regular)).isEqualTo(usd(500));
    assertThat(
            current(
                tier("CLR", 1300, NOW, null),
                tier("PROMO", 1400, NOW, null),
                tier("REG", 9999, NOW.minus(DAY), null),
                regular))
        .isEqualTo(usd(1299));
  }

  @Test
  void the_latest_counts_among_equals() {
    assertThat(
            price(
                tier("PROMO", 800, NOW.minus(DAY), null),
                tier("PROMO", 900, NOW, null),
                tier("PROMO", 700, NOW.minus(DAY.multipliedBy(2)), null)))
        .isEqualTo(Answer.found(new Price(usd(900), null, Price.Kind.PROMOTION, null), FRESH));
  }

  @Test
  void a_tier_is_in_force_from_its_start_until_just_before_its_end() {
    assertThat(price(tier("REG", 100, NOW, NOW.plusMillis(1))).known()).isPresent();
    assertThat(price(tier("REG", 100, NOW.minus(DAY), NOW))).isEqualTo(Answer.notFound(FRESH));
    assertThat(price(tier("REG", 100, NOW.plusMillis(1), null))).isEqualTo(Answer.notFound(FRESH));
    assertThat(price()).isEqualTo(Answer.notFound(FRESH));
  }

  @Test
  void a_currency_has_its_own_decimals() {
    String yen =
        tier("REG", 250, NOW, null).replace("\"exp\": 2", "\"exp\": 0").replace("USD", "JPY");
    Money expected = Money.ofMinor(BigInteger.valueOf(250), Currency.getInstance("JPY"));

    assertThat(price(yen).known().map(Price::current)).contains(expected);
  }

  @Test
  void no_price_and_no_telling_are_not_the_same() {
    Answers<ProductAtLocation, Price> answers =
        answers("", error("36000291452", "412", "P404") + "," + error("12345678905", "1", "P500"));

    assertThat(answers.about(TISSUE)).isEqualTo(Answer.notFound(FRESH));
    assertThat(answers.about(OTHER)).isEqualTo(Answer.unavailable(Reason.UPSTREAM_ERROR));
  }

  @Test
  void an_unknown_error_and_no_entry_at_all_are_invalid_answers() {
    Answers<ProductAtLocation, Price> answers = answers("", error("36000291452", "412", "P418"));

    assertThat(answers.about(TISSUE)).isEqualTo(INVALID);
    assertThat(answers.about(OTHER)).isEqualTo(INVALID);
  }

  @Test
  void pairs_that_nobody_asked_for_are_ignored() {
    String tiers = tier("REG", 100, NOW, null);
    Answers<ProductAtLocation, Price> answers =
        answers(
            entry("36000291452", "412", tiers)
                + ","
                + entry("36000291452", "1", "7")
                + ","
                + entry("99", "412", "{}"),
            error("12345678905", "412", "P500"));

    assertThat(answers.asked()).containsExactly(TISSUE, OTHER);
    assertThat(answers.about(TISSUE).known()).isPresent();
  }

  @Test
  void a_pair_answered_twice_is_an_invalid_answer() {
    String entry = entry("36000291452", "412", tier("REG", 100, NOW, null));

    assertThat(answers(entry + "," + entry, "").about(TISSUE)).isEqualTo(INVALID);
    assertThat(answers(entry, error("36000291452", "412", "P404")).about(TISSUE))
        .isEqualTo(INVALID);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"amt\": \"100\" | \"amt\": \"-100\"",
        "\"amt\": \"100\" | \"amt\": 100",
        "\"amt\": \"100\" | \"amt\": \"1.00\"",
        "\"amt\": \"100\" | \"amt\": \"1e2\"",
        "\"amt\": \"100\" | \"amt\": \"\"",
        "\"amt\": \"100\" | \"amt\": null",
        "\"amt\": \"100\" | \"other\": \"100\"",
        "\"amt\": \"100\" | \"amt\": \"1000000000000000000000\"",
        "\"exp\": 2 | \"exp\": 3",
        "\"exp\": 2 | \"exp\": 0",
        "\"exp\": 2 | \"exp\": \"2\"",
        "\"exp\": 2 | \"other\": 2",
        "\"ccy\": \"USD\" | \"ccy\": \"XYZ\"",
        "\"ccy\": \"USD\" | \"ccy\": \"usd\"",
        "\"ccy\": \"USD\" | \"ccy\": \"\"",
        "\"ccy\": \"USD\" | \"ccy\": null",
        "\"type\": \"REG\" | \"type\": \"VIP\"",
        "\"type\": \"REG\" | \"type\": null",
        "\"exp\": 2 | \"exp\": 2.0",
        "\"exp\": 2 | \"exp\": 2e0",
        "\"exp\": 2 | \"exp\": 2, \"exp\": 2",
        "\"exp\": 2, \"ccy\": \"USD\" | \"exp\": -1, \"ccy\": \"XXX\"",
        "\"amt\": \"100\" | \"amt\": \"900\", \"amt\": \"100\"",
        "\"ccy\": \"USD\" | \"ccy\": \"EUR\", \"ccy\": \"USD\"",
        "\"type\": \"REG\" | \"type\": \"CLR\", \"type\": \"REG\"",
        "\"effFrom\": | \"effFrom\": 0, \"effFrom\":",
        "\"effFrom\": | \"other\":",
        "\"effFrom\": | \"effFrom\": null, \"other\":",
        "\"effFrom\": | \"effFrom\": \"0\", \"other\":",
        "\"effTo\": null | \"effTo\": \"later\"",
        "\"effTo\": null | \"effTo\": 1e15",
        "\"effTo\": null | \"effTo\": 99999999999999999999",
        "\"effTo\": null | \"effTo\": null, \"effTo\": null",
        "{\"type\" | null, {\"type\"",
        "{\"type\" | 7, {\"type\""
      })
  void what_cannot_be_believed_spoils_its_own_price_only(String field, String broken) {
    String tier = tier("REG", 100, NOW, null);
    String spoilt = tier.replace(field, broken);
    assertThat(spoilt).isNotEqualTo(tier);

    Answers<ProductAtLocation, Price> answers =
        answers(entry("36000291452", "412", spoilt) + "," + entry("12345678905", "1", tier), "");

    assertThat(answers.about(TISSUE)).isEqualTo(INVALID);
    assertThat(answers.about(OTHER).known()).isPresent();
  }

  /** What it would cost otherwise is not what it costs. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"later\"",
        "1e15",
        "99999999999999999999",
        "1795000000000.5",
        "{}",
        "true",
        "null, \"effTo\": null"
      })
  void a_reduction_that_may_be_in_force_is_never_dropped(String effTo) {
    String reduction = tier("CLR", 50, NOW, null).replace("\"effTo\": null", "\"effTo\": " + effTo);

    assertThat(price(reduction, tier("REG", 100, NOW, null))).isEqualTo(INVALID);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"loc\": \"412\" | \"loc\": 412",
        "\"loc\": \"412\" | \"loc\": \"0412\"",
        "\"loc\": \"412\" | \"loc\": \"1\", \"loc\": \"412\"",
        "\"itemId\": \"36000291452\" | \"itemId\": 36000291452",
        "\"itemId\": \"36000291452\" | \"itemId\": \"036000291452\"",
        "\"itemId\": | \"itemId\": \"99\", \"itemId\":",
        "\"tiers\": | \"tiers\": [], \"tiers\":"
      })
  void a_price_that_does_not_say_whose_it_is_is_nobodys(String field, String broken) {
    String entry = entry("36000291452", "412", tier("REG", 100, NOW, null));
    String spoilt = entry.replace(field, broken);
    assertThat(spoilt).isNotEqualTo(entry);

    assertThat(answers(spoilt, "").about(TISSUE)).isEqualTo(INVALID);
  }

  @Test
  void prices_in_two_currencies_are_an_invalid_answer() {
    String euro = tier("PROMO", 100, NOW, null).replace("USD", "EUR");
    String regular = tier("REG", 200, NOW, null);

    assertThat(price(euro, regular)).isEqualTo(INVALID);
    assertThat(price(euro, tier("CLR", 100, NOW, null), regular)).isEqualTo(INVALID);
  }

  /** No decision rests on what is over or still to come. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"effTo\": 1000}",
        "{\"effFrom\": \"?\", \"effTo\": 1000, \"amt\": -5}",
        "{\"effFrom\": 0, \"effTo\": 1000, \"type\": \"VIP\", \"amt\": \"1\", \"exp\": 2, \"ccy\": \"USD\"}",
        "{\"effFrom\": 0, \"effTo\": 1000, \"type\": \"REG\", \"amt\": \"1\", \"exp\": 2, \"ccy\": \"EUR\"}",
        "{\"effFrom\": 9000000000000000}",
        "{\"effFrom\": 9000000000000000, \"effTo\": \"?\", \"ccy\": \"USX\"}"
      })
  void what_is_surely_not_in_force_spoils_nothing(String other) {
    assertThat(price(other, tier("REG", 100, NOW, null)).known().map(Price::current))
        .contains(usd(100));
  }

  @Test
  void times_that_stand_for_always_are_believed_and_not_shown() {
    String always =
        tier("REG", 100, NOW, null)
            .replaceFirst("\"effFrom\": [0-9]+", "\"effFrom\": -62135596800000")
            .replace("\"effTo\": null", "\"effTo\": 9223372036854775807");

    assertThat(price(always))
        .isEqualTo(Answer.found(new Price(usd(100), usd(100), Price.Kind.REGULAR, null), FRESH));
    assertThat(reported()).isEqualTo(Map.of("effTo", 1.0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"1\"",
        "null",
        "-1",
        "9223372036854775807",
        "1.5",
        "{}",
        "1, \"asOfEpochMs\": 2"
      })
  void without_a_time_of_its_own_an_answer_is_as_of_its_receipt(String asOf) {
    String body =
        "{\"asOfEpochMs\": %s, \"prices\": [%s], \"errors\": [%s]}"
            .formatted(
                asOf,
                entry("36000291452", "412", tier("REG", 100, NOW, null)),
                error("12345678905", "1", "P404"));

    Answers<ProductAtLocation, Price> answers = translate(body);

    Provenance received = Provenance.fresh(Source.PRICING, NOW);
    assertThat(answers.about(TISSUE).origin()).contains(received);
    assertThat(answers.about(OTHER)).isEqualTo(Answer.notFound(received));
    assertThat(reported()).isEqualTo(Map.of("asOfEpochMs", 1.0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ", \"errors\": null", ", \"errors\": {}", ", \"errors\": [7, null, {}]"})
  void one_list_is_enough_for_what_it_holds(String errors) {
    Answers<ProductAtLocation, Price> answers =
        translate(
            "{\"asOfEpochMs\": 1, \"prices\": [7, null, [], {\"itemId\": 36000291452}, "
                + entry("36000291452", "412", tier("REG", 100, NOW, null))
                + "]"
                + errors
                + "}");

    assertThat(answers.about(TISSUE).known()).isPresent();
    assertThat(answers.about(OTHER)).isEqualTo(INVALID);
  }

  @Test
  void tiers_that_are_no_list_are_an_invalid_answer() {
    for (String tiers : List.of("null", "{}", "\"\"", "7")) {
      String entry = entry("36000291452", "412", "").replace("[]", tiers);

      assertThat(answers(entry, "").about(TISSUE)).isEqualTo(INVALID);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        "{\"asOfEpochMs\": 1}",
        "{\"asOfEpochMs\": 1, \"prices\": {}, \"errors\": null}",
        "{\"asOfEpochMs\": 1, \"prices\": [], \"prices\": []}",
        "[]"
      })
  void an_envelope_that_is_not_the_contracts_spoils_everything(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> translator.answers(Set.of(TISSUE), bytes))
        .isInstanceOf(UpstreamException.class);
  }

  private Answer<Price> price(String... tiers) {
    return answers(entry("36000291452", "412", String.join(",", tiers)), "").about(TISSUE);
  }

  @Test
  void a_gtin_and_a_sku_of_the_same_digits_have_prices_of_their_own() {
    ProductAtLocation article =
        new ProductAtLocation(new Sku("36000291452"), new SellingLocationId(412));
    String tiers =
        "\"loc\": \"412\", \"tiers\": [" + tier("REG", 1299, NOW.minus(DAY), null) + "]}";
    String body =
        "{\"asOfEpochMs\": %d, \"prices\": [%s], \"errors\": [{\"sku\": \"36000291452\", \"loc\": \"412\", \"code\": \"P404\"}]}"
            .formatted(AS_OF.toEpochMilli(), "{\"itemId\": \"36000291452\", " + tiers);
    String both =
        "{\"asOfEpochMs\": %d, \"prices\": [%s], \"errors\": []}"
            .formatted(
                AS_OF.toEpochMilli(),
                "{\"itemId\": \"36000291452\", \"sku\": \"36000291452\", " + tiers);

    assertThat(translate(body, TISSUE, article).about(TISSUE).known()).isPresent();
    assertThat(translate(body, TISSUE, article).about(article)).isEqualTo(Answer.notFound(FRESH));
    assertThat(translate(both, TISSUE, article).all()).containsOnly(INVALID);
  }

  private Answers<ProductAtLocation, Price> translate(String body, ProductAtLocation... asked) {
    return translator.answers(
        new LinkedHashSet<>(List.of(asked)), body.getBytes(StandardCharsets.UTF_8));
  }

  private Answers<ProductAtLocation, Price> answers(String prices, String errors) {
    String body =
        String.format(
            "{\"asOfEpochMs\": %d, \"prices\": [%s], \"errors\": [%s]}",
            AS_OF.toEpochMilli(), prices, errors);
    return translate(body);
  }

  private Answers<ProductAtLocation, Price> translate(String body) {
    return translator.answers(
        new LinkedHashSet<>(List.of(TISSUE, OTHER)), body.getBytes(StandardCharsets.UTF_8));
  }

  /** Of the tissues, with this in front of the tiers. */
  private Answer<Price> taxed(String tax) {
    String sold = entry("36000291452", "412", tier("REG", 1299, NOW.minus(DAY), null));
    return answers(sold.replace("\"tiers\"", tax + "\"tiers\""), "").about(TISSUE);
  }

  private Price.Kind kind(String... tiers) {
    return price(tiers).known().orElseThrow().kind();
  }

  private Money current(String... tiers) {
    return price(tiers).known().orElseThrow().current();
  }

  private Map<String, Double> reported() {
    return meters.find("pannier.upstream.flaws").counters().stream()
        .collect(toMap(counter -> counter.getId().getTag("field"), Counter::count));
  }

  private static String entry(String itemId, String loc, String tiers) {
    return String.format(
        "{\"itemId\": \"%s\", \"loc\": \"%s\", \"tiers\": [%s]}", itemId, loc, tiers);
  }

  private static String error(String itemId, String loc, String code) {
    return String.format(
        "{\"itemId\": \"%s\", \"loc\": \"%s\", \"code\": \"%s\"}", itemId, loc, code);
  }

  private static String tier(String type, int amount, Instant from, @Nullable Instant until) {
    return String.format(
        "{\"type\": \"%s\", \"amt\": \"%d\", \"exp\": 2, \"ccy\": \"USD\", \"effFrom\": %d,"
            + " \"effTo\": %s}",
        type, amount, from.toEpochMilli(), until == null ? "null" : until.toEpochMilli());
  }

  private static Money usd(int cents) {
    return Money.ofMinor(BigInteger.valueOf(cents), Currency.getInstance("USD"));
  }
}
