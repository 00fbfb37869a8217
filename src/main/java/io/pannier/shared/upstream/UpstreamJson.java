package io.pannier.shared.upstream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * JSON as upstreams speak it. A vendor may add fields, and a fault in one value spoils that value
 * only: an answer as a whole is rejected for its syntax and its depth. A mapper of its own: the one
 * for what clients send is stricter.
 */
public final class UpstreamJson {

  /** Deeper JSON is in no contract; this limits the recursion below. */
  private static final int DEEPEST = 100;

  /** Digits of a {@code long}, and its sign. */
  private static final int LONGEST_NUMBER = 20;

  /**
   * Replaces bytes of a text that are no UTF-8. It is a noncharacter (Unicode 23.7), so no valid
   * text contains it.
   */
  private static final char NO_CHARACTER = '\uffff';

  /** What Java puts in their place, but what senders may send too. */
  private static final char REPLACEMENT = '\ufffd';

  /** A byte order mark. */
  private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** A value of a type that no contract has. */
  private static final JsonNode UNUSABLE = NODES.pojoNode("unusable");

  private static final JsonFactory FACTORY = factory();
  private static final JsonMapper MAPPER = new JsonMapper();

  private UpstreamJson() {}

  public static byte[] write(Object payload) {
    try {
      return MAPPER.writeValueAsBytes(payload);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * An answer. A key that is there twice, a fraction, an integer beyond {@code long} and a text
   * that is not {@link #isWellFormed} or of which some bytes are no UTF-8 are values that cannot be
   * used.
   *
   * @param lists that the contract promises
   * @throws UpstreamException if it is no object of JSON, or none of these is a list: then nothing
   *     in it counts
   */
  public static JsonNode read(byte[] body, String... lists) {
    JsonNode answer = object(body);
    if (Arrays.stream(lists).noneMatch(name -> answer.path(name).isArray())) {
      throw UpstreamException.invalid("not the JSON of the contract");
    }
    return answer;
  }

  /** The text under this name; empty, which matches no key, where there is no text. */
  public static String text(JsonNode entry, String name) {
    JsonNode value = entry.path(name);
    return value.isTextual() ? value.textValue() : "";
  }

  /**
   * The name and the text of the one of two fields that an entry is known by; empty, which matches
   * nothing that was asked, where it has both or neither.
   */
  public static String either(JsonNode entry, String one, String other) {
    boolean hasOne = !Payloads.isAbsent(entry.path(one));
    boolean hasOther = !Payloads.isAbsent(entry.path(other));
    if (hasOne == hasOther) {
      return "";
    }
    String name = hasOne ? one : other;
    return name + ":" + text(entry, name);
  }

  /**
   * Whether a text can be written to clients: JSON can escape half a character (RFC 8259, section
   * 8.2), and senders mix up charsets.
   */
  public static boolean isWellFormed(String text) {
    for (int at = 0; at < text.length(); at++) {
      char character = text.charAt(at);
      if (character == 0 || character == NO_CHARACTER) {
        return false;
      }
      if (Character.isSurrogate(character)
          && !Character.isSupplementaryCodePoint(text.codePointAt(at++))) {
        return false;
      }
    }
    return true;
  }

  /**
   * An answer that promises no list: its values are read as {@link #read} does.
   *
   * @throws UpstreamException if it is no object of JSON
   */
  public static JsonNode object(byte[] body) {
    byte[] json = withoutMark(body);
    String text = new String(json, StandardCharsets.UTF_8);
    boolean isUtf8 = text.indexOf(REPLACEMENT) < 0;
    // Looked for in the whole at once, which costs much less than in each text.
    boolean mayHoldOddTexts =
        !isUtf8 || text.indexOf(0) >= 0 || text.indexOf(NO_CHARACTER) >= 0 || text.contains("\\u");
    try (JsonParser parser =
        isUtf8 ? FACTORY.createParser(json) : FACTORY.createParser(decoded(json))) {
      return new Reading(parser, mayHoldOddTexts).whole();
    } catch (IOException e) {
      // Without its message, which may repeat what the upstream sent.
      throw UpstreamException.invalid("no JSON: " + e.getClass().getName());
    }
  }

  /** Without the byte order mark that some senders put in front (RFC 8259, section 8.1). */
  private static byte[] withoutMark(byte[] body) {
    int start = Math.min(MARK.length, body.length);
    return Arrays.equals(body, 0, start, MARK, 0, MARK.length)
        ? Arrays.copyOfRange(body, start, body.length)
        : body;
  }

  private static String decoded(byte[] json) throws CharacterCodingException {
    return StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPLACE)
        .replaceWith(String.valueOf(NO_CHARACTER))
        .decode(ByteBuffer.wrap(json))
        .toString();
  }

  /** The values of one answer. */
  private record Reading(JsonParser parser, boolean mayHoldOddTexts) {

    JsonNode whole() throws IOException {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw UpstreamException.invalid("no object of JSON");
      }
      JsonNode answer = object();
      if (parser.nextToken() != null) {
        throw UpstreamException.invalid("more than one value of JSON");
      }
      return answer;
    }

    private JsonNode value() throws IOException {
      return switch (parser.currentToken()) {
        case START_OBJECT -> object();
        case START_ARRAY -> array();
        case VALUE_STRING -> text();
        case VALUE_NUMBER_INT -> integer();
        case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(parser.getBooleanValue());
        case VALUE_NULL -> NODES.nullNode();
        default -> UNUSABLE;
      };
    }

    private JsonNode object() throws IOException {
      ObjectNode object = NODES.objectNode();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        parser.nextToken();
        if (object.replace(name, value()) != null) {
          object.set(name, UNUSABLE);
        }
      }
      return object;
    }

    private JsonNode array() throws IOException {
      ArrayNode array = NODES.arrayNode();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        array.add(value());
      }
      return array;
    }

    private JsonNode text() throws IOException {
      String text = parser.getText();
      return mayHoldOddTexts && !isWellFormed(text) ? UNUSABLE : NODES.textNode(text);
    }

    /** Long numbers are not parsed: the time would grow with the square of their length. */
    private JsonNode integer() throws IOException {
      boolean fits =
          parser.getTextLength() <= LONGEST_NUMBER
              && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
      return fits ? NODES.numberNode(parser.getLongValue()) : UNUSABLE;
    }
  }

  /** Bodies are bounded, so their parts need no bounds of their own. */
  private static JsonFactory factory() {
    return JsonFactory.builder()
        .disable(JsonFactory.Feature.CHARSET_DETECTION)
        .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(DEEPEST)
                .maxNumberLength(Integer.MAX_VALUE)
                .maxNameLength(Integer.MAX_VALUE)
                .maxStringLength(Integer.MAX_VALUE)
                .build())
        .build();
  }
}
