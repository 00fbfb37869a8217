package io.pannier.shared.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What gateways read by it is specified by their own tests; here is which texts can be used. */
class UpstreamJsonTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Tissue",
        "Taschentücher",
        "ティッシュ",
        "two bytes as one 🧻 character",
        "what a sender could not read itself: \ufffd",
        "a tab\tand a line\nof its own",
        "\u0001",
        "\ufffe"
      })
  void a_text_is_what_was_sent(String text) {
    JsonNode answer = UpstreamJson.object(("{\"text\": \"" + text + "\"}").getBytes(UTF_8));

    assertThat(answer.path("text").textValue()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "half a character: \\ud83d",
        "\\udc00",
        "the wrong way round: \\udc00\\ud83d",
        "\\ud83d\\ud83d\\udc00",
        "ends with half: \\ud83e\\uddfb \\ud83e",
        "\\u0000",
        "\u0000",
        "\uffff",
        "\\uffff",
        "\ufffd beside half a character: \\ud83d"
      })
  void a_text_that_no_client_can_be_sent_is_none_and_leaves_the_others(String text) {
    JsonNode answer =
        UpstreamJson.object(
            ("{\"text\": \"" + text + "\", \"other\": \"\\ud83e\\uddfb\"}").getBytes(UTF_8));

    assertThat(answer.has("text")).isTrue();
    assertThat(answer.path("text").isTextual()).isFalse();
    assertThat(answer.path("other").textValue()).isEqualTo("🧻");
  }

  /** Half a character, a letter in two bytes and one of another charset. */
  @ParameterizedTest
  @ValueSource(strings = {"eda080", "c0af", "fc"})
  void a_text_of_bytes_that_are_no_utf_8_is_none_and_leaves_the_others(String hexadecimal) {
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    sent.writeBytes("{\"text\": \"a".getBytes(UTF_8));
    sent.writeBytes(HexFormat.of().parseHex(hexadecimal));
    sent.writeBytes("\", \"other\": \"ü\ufffd\"}".getBytes(UTF_8));

    JsonNode answer = UpstreamJson.object(sent.toByteArray());

    assertThat(answer.path("text").isTextual()).isFalse();
    assertThat(answer.path("other").textValue()).isEqualTo("ü\ufffd");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"text\": \"ü\"}", "{\"text\": \"\ufffd\", \"other\": \"\\u0000\"}"})
  void a_byte_order_mark_in_front_is_passed_over(String json) {
    assertThat(UpstreamJson.object(("\ufeff" + json).getBytes(UTF_8)))
        .isEqualTo(UpstreamJson.object(json.getBytes(UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE"})
  void json_in_another_charset_is_no_answer(String charset) {
    byte[] sent = "{\"text\": \"Tissue\"}".getBytes(Charset.forName(charset));

    assertThatThrownBy(() -> UpstreamJson.object(sent)).isInstanceOf(UpstreamException.class);
  }

  @Test
  void a_key_that_is_there_twice_or_more_often_is_none() {
    JsonNode answer =
        UpstreamJson.object("{\"a\": 1, \"a\": 2, \"b\": \"c\", \"a\": 3}".getBytes(UTF_8));

    assertThat(answer.path("a").isIntegralNumber()).isFalse();
    assertThat(answer.path("b").textValue()).isEqualTo("c");
  }
}
