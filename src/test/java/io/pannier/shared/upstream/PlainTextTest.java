package io.pannier.shared.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pannier.shared.model.InvalidValueException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <p>Soft</p><p>Three<br>layers</p>              | Soft/Three/layers
          <ul><li>One</li><li>Two <b>bold</b></li></ul>  | One/Two bold
          <h2>Care</h2>Wash at 30                        | Care/Wash at 30
          a<div><div><p>deep</p></div></div>b            | a/deep/b
          <tr><td>A</td><td>B</td></tr>                  | AB
          <table><tr><td>A</td><td>B</td></tr><tr><td>C</td></tr></table> | A B/C
          un<b>broken</b> <i>words</i>                   | unbroken words
          H<sub>2</sub>O                                 | H2O
          """)
  void blocks_are_lines_and_words_stay_whole(String html, String lines) {
    assertThat(PlainText.ofHtml(html).replace('\n', '/')).isEqualTo(lines);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Soft &amp; strong                 | Soft & strong
          caf&eacute; &#8211; &#x1F600;     | café – 😀
          &lt;b&gt; is a tag                | <b> is a tag
          &unknown; &amp &                  | &unknown; & &
          5 < 6 and <3                      | 5 < 6 and <3
          """)
  void entities_are_decoded_once_and_what_is_no_markup_stays(String html, String text) {
    assertThat(PlainText.ofHtml(html)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "seen<script>alert(1)</script>",
        "<style>p {color: red}</style>seen",
        "<img src=x onerror=alert(1)>seen",
        "<a href=\"javascript:alert(1)\" title=\"t\">seen</a>",
        "<!-- hidden -->seen<![CDATA[hidden]]>",
        "<title>hidden</title>seen<iframe>hidden</iframe><noscript>hidden</noscript>",
        "<svg><text>hidden</text></svg>seen<textarea>hidden</textarea><template>hidden</template>",
        "<scr<script></script>seen",
      })
  void what_no_reader_sees_is_left_out(String html) {
    assertThat(PlainText.ofHtml(html)).isEqualTo("seen");
  }

  @Test
  void white_space_is_one_blank_and_control_characters_are_gone() {
    assertThat(PlainText.ofHtml("  a \t\r\n b&nbsp;&nbsp;c\u2028d\u0007e&#8;f\u0085g\u007f  "))
        .isEqualTo("a b c defg");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "<p> </p><br>", "<script>x</script>", "&nbsp;", "<!-- x -->"})
  void where_there_is_no_text_it_is_empty(String html) {
    assertThat(PlainText.ofHtml(html)).isEmpty();
  }

  @Test
  void a_name_is_one_line() {
    assertThat(PlainText.lineOfHtml("<h1>Lamp,<br>blue</h1><p>&quot;Anna&quot;</p>"))
        .isEqualTo("Lamp, blue \"Anna\"");
  }

  @Test
  void what_is_too_long_or_in_another_charset_is_no_text() {
    assertThat(PlainText.ofHtml("x".repeat(16_384))).hasSize(16_384);
    for (String html : new String[] {"x".repeat(16_385), "\ud83d", "a\uffffb", "a\u0000b"}) {
      assertThatThrownBy(() -> PlainText.ofHtml(html))
          .isInstanceOf(InvalidValueException.class)
          .hasMessage("no text that can be shown");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"<div>", "<b>", "<p><b>", "<table><tr><td>", "<svg>", "<a b=\"", "</p>"})
  void markup_that_never_ends_is_read_without_recursion(String unit) {
    assertThat(PlainText.ofHtml("seen" + unit.repeat(16_000 / unit.length()))).isEqualTo("seen");
  }
}
