package io.pannier.pricing.adapter.out.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pannier.pricing.domain.model.Price;
import io.pannier.pricing.domain.model.PriceKind;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Money;
import io.pannier.shared.model.ProductAtLocation;
import io.pannier.shared.model.Provenance;
import io.pannier.shared.model.Reason;
import io.pannier.shared.model.SellingLocationId;
import io.pannier.shared.model.Source;
import io.pannier.shared.model.Upc;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  private final PricingTranslator translator =
      new PricingTranslator(Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void a_regular_price_is_current_and_regular() {
    assertThat(price(tier("REG", 1299, NOW.minus(DAY), null)))
        .isEqualTo(Answer.found(new Price(usd(1299), usd(1299), PriceKind.REGULAR, null), FRESH));
  }

  @Test
  void a_promotion_goes_over_the_regular_price_until_it_ends() {
    Instant end = NOW.plus(DAY);

    assertThat(price(tier("PROMO", 999, NOW, end), tier("REG", 1299, NOW.minus(DAY), null)))
        .isEqualTo(Answer.found(new Price(usd(999), usd(1299), PriceKind.PROMOTION, end), FRESH));
  }

  @Test
  void a_clearance_goes_over_a_promotion() {
    assertThat(
            price(
                tier("CLR", 500, NOW.minus(DAY), null),
                tier("PROMO", 400, NOW, null),
                tier("REG", 1299, NOW, null)))
        .isEqualTo(Answer.found(new Price(usd(500), usd(1299), PriceKind.CLEARANCE, null), FRESH));
  }

  @Test
  void the_latest_counts_among_equals() {
    assertThat(
            price(
                tier("PROMO", 800, NOW.minus(DAY), null),
                tier("PROMO", 900, NOW, null),
                tier("PROMO", 700, NOW.minus(DAY.multipliedBy(2)), null)))
        .isEqualTo(Answer.found(new Price(usd(900), null, PriceKind.PROMOTION, null), FRESH));
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
  void a_pair_told_twice_is_an_invalid_answer() {
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
        "\"effFrom\": | \"other\":",
        "\"effTo\": null | \"effTo\": \"later\"",
        "\"effTo\": null | \"effTo\": 9223372036854775807",
        "\"effTo\": null | \"effTo\": 99999999999999999999"
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

  @Test
  void prices_in_two_currencies_are_an_invalid_answer() {
    String euro = tier("PROMO", 100, NOW, null).replace("USD", "EUR");

    assertThat(price(euro, tier("REG", 200, NOW, null))).isEqualTo(INVALID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        "{\"prices\": [], \"errors\": []}",
        "{\"asOfEpochMs\": \"1\", \"prices\": [], \"errors\": []}",
        "{\"asOfEpochMs\": -1, \"prices\": [], \"errors\": []}",
        "{\"asOfEpochMs\": 9223372036854775807, \"prices\": [], \"errors\": []}",
        "{\"asOfEpochMs\": 1, \"prices\": {}, \"errors\": []}",
        "{\"asOfEpochMs\": 1, \"errors\": []}",
        "{\"asOfEpochMs\": 1, \"prices\": []}"
      })
  void an_envelope_that_is_not_the_contracts_spoils_everything(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> translator.answers(Set.of(TISSUE), bytes))
        .isInstanceOf(UpstreamException.class);
  }

  private Answer<Price> price(String... tiers) {
    return answers(entry("36000291452", "412", String.join(",", tiers)), "").about(TISSUE);
  }

  private Answers<ProductAtLocation, Price> answers(String prices, String errors) {
    String body =
        String.format(
            "{\"asOfEpochMs\": %d, \"prices\": [%s], \"errors\": [%s]}",
            AS_OF.toEpochMilli(), prices, errors);
    return translator.answers(
        new LinkedHashSet<>(List.of(TISSUE, OTHER)), body.getBytes(StandardCharsets.UTF_8));
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
