package io.pannier.shared.web.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

class LanguagesTest {

  private static final Languages SHOP = languages("en", "de", "pt-BR", "zh-Hant-TW");

  @ParameterizedTest
  @CsvSource({
    "de, de",
    "DE, de",
    "'en-US,en;q=0.9,de;q=0.8', en",
    "'en;q=0.5, de;q=0.9', de",
    "'de;q=0.5,en;q=0.5', de",
    "'fr, de;q=0.1', de",
    "'fr;q=1.000,DE ; Q=0.001', de",
  })
  void the_best_liked_language_of_the_shop_is_taken(String accepted, String language) {
    assertThat(best(accepted)).isEqualTo(language);
  }

  @ParameterizedTest
  @CsvSource({
    "de-AT, de",
    "de-Latn-AT-1996, de",
    "de-x-own, de",
    "pt, pt-BR",
    "'pt-PT,de', pt-BR",
    "zh-TW, zh-Hant-TW",
    "zh-Hant, zh-Hant-TW",
    "d, en",
    "deu, en",
  })
  void a_shorter_tag_and_a_variety_fit_as_well(String accepted, String language) {
    assertThat(best(accepted)).isEqualTo(language);
  }

  @ParameterizedTest
  @CsvSource({
    "'', en",
    "fr, en",
    "*, en",
    "'fr, *;q=0.5', en",
    "'en;q=0', de",
    "'en;q=0, *', de",
    "'fr, en;q=0.0, de;q=0.000', pt-BR",
    "'de-AT, de;q=0', en",
    "'*;q=0, pt', pt-BR",
    "'zh;q=0, zh-Hant-TW', zh-Hant-TW",
  })
  void where_none_fits_it_is_the_first_that_is_not_refused(String accepted, String language) {
    assertThat(best(accepted)).isEqualTo(language);
  }

  @Test
  void who_refuses_every_language_gets_the_first() {
    assertThat(best("*;q=0")).isEqualTo("en");
    assertThat(best("en;q=0,de;q=0,pt;q=0,zh;q=0")).isEqualTo("en");
  }

  @ParameterizedTest
  @CsvSource({
    "'en_US,de', de",
    "',,de,', de",
    "'en;q=2,de', de",
    "'en;q=0.1234,de;q=0.1', de",
    "'en;level=1,de', de",
    "'de-*,pt', pt-BR",
    "'<script>,de', de",
    "'abcdefghi,de', de",
    "'nonsense;;;', en",
  })
  void what_is_not_well_formed_is_passed_over(String accepted, String language) {
    assertThat(best(accepted)).isEqualTo(language);
  }

  @Test
  void all_lines_of_the_header_count() {
    assertThat(SHOP.best(List.of("fr", "pt;q=0.5", "de"))).hasToString("de");
    assertThat(SHOP.best(List.of())).hasToString("en");
  }

  @Test
  void what_comes_after_the_fiftieth_is_not_looked_at() {
    assertThat(best("fr,".repeat(49) + "de")).isEqualTo("de");
    assertThat(best("fr,".repeat(50) + "de")).isEqualTo("en");
  }

  @Test
  void what_has_more_than_nine_subtags_is_no_language() {
    assertThat(best("de" + "-b".repeat(8))).isEqualTo("de");
    assertThat(best("de" + "-b".repeat(9))).isEqualTo("en");
    assertThat(best("de" + "-b".repeat(4000))).isEqualTo("en");
  }

  @Test
  void what_an_answer_varies_by_already_stays() {
    var exchange =
        MockServerWebExchange.from(
            MockServerHttpRequest.get("/").acceptLanguageAsLocales(Locale.GERMAN));
    exchange.getResponse().getHeaders().add("Vary", "Origin");

    Languages.announce(exchange);

    assertThat(exchange.getResponse().getHeaders().getVary())
        .containsExactly("Origin", "Accept-Language");
    assertThat(exchange.getResponse().getHeaders().getContentLanguage()).hasToString("de");
  }

  private static String best(String accepted) {
    return SHOP.best(List.of(accepted)).toLanguageTag();
  }

  private static Languages languages(String... tags) {
    return new Languages(Stream.of(tags).map(Locale::forLanguageTag).toList());
  }
}
