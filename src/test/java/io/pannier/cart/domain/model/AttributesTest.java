package io.pannier.cart.domain.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pannier.cart.CartFixture;
import io.pannier.shared.model.InvalidValueException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttributesTest {

  @Test
  void they_are_compared_by_value_whatever_their_order() {
    Map<String, String> one = new LinkedHashMap<>();
    one.put("engraving", "For Anna");
    one.put("font", "serif");
    Map<String, String> other = new LinkedHashMap<>();
    other.put("font", "serif");
    other.put("engraving", "For Anna");

    assertThat(Attributes.of(one)).isEqualTo(Attributes.of(other));
    assertThat(Attributes.of(one)).isNotEqualTo(Attributes.of(Map.of("engraving", "For Anna")));
    assertThat(Attributes.of(Map.of())).isEqualTo(Attributes.NONE);
  }

  @Test
  void values_are_trimmed_and_composed() {
    assertThat(Attributes.value("  Zoe\u0308 \t")).isEqualTo("Zo\u00eb");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "a\nb",
        "a\u0000b",
        "a\u007fb",
        "a\u0085b",
        "a\u2028b",
        "a\u2029b",
        "a\u202eb",
        "a\u2066b",
        "a\u200fb",
        "a\u061cb"
      })
  void what_cannot_be_shown_in_one_line_is_refused(String text) {
    assertThatThrownBy(() -> Attributes.value(text)).isInstanceOf(InvalidValueException.class);
  }

  @Test
  void a_value_has_200_code_points_at_most() {
    String faces = "\ud83d\ude00".repeat(200);

    assertThat(Attributes.value(faces)).isEqualTo(faces);
    assertThatThrownBy(() -> Attributes.value(faces + "x"))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageNotContaining("\ud83d\ude00");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "engraving", "giftWrap", "line_2", "a-b", "abcdefghijklmnopqrstuvwxyz012345"})
  void names_are_words_of_the_shop(String name) {
    assertThat(Attributes.isName(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "A",
        "1a",
        "_a",
        "a b",
        "a.b",
        "a$",
        "\u00e9",
        "abcdefghijklmnopqrstuvwxyz0123456"
      })
  void other_names_are_none(String name) {
    assertThat(Attributes.isName(name)).isFalse();
    assertThatThrownBy(() -> Attributes.of(Map.of(name, "x")))
        .isInstanceOf(InvalidValueException.class);
  }

  @Test
  void there_are_ten_at_most() {
    assertThat(Attributes.of(many(10, "x")).values()).hasSize(10);
    assertThatThrownBy(() -> Attributes.of(many(11, "x")))
        .isInstanceOf(InvalidValueException.class);
  }

  @Test
  void a_line_has_2048_bytes_at_most() {
    assertThat(Attributes.of(many(10, "x".repeat(200))).bytes()).isEqualTo(10 * 202);
    assertThatThrownBy(() -> Attributes.of(many(10, "\u00e9".repeat(104))))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("must have at most 2048 bytes in UTF-8");
  }

  @Test
  void printed_they_do_not_tell_their_words() {
    CartLine.Content content =
        new CartLine.Content(
            CartFixture.product(1), Attributes.of(Map.of("engraving", "For Anna")));

    assertThat(content.toString()).doesNotContain("Anna").contains("1 attributes");
  }

  private static Map<String, String> many(int count, String value) {
    Map<String, String> values = new LinkedHashMap<>();
    IntStream.range(0, count).forEach(n -> values.put("n" + (char) ('a' + n), value));
    return values;
  }
}
