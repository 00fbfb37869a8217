package io.pannier.shared.web.input;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pannier.shared.web.problem.CommonProblems;
import io.pannier.shared.web.problem.Problem;
import io.pannier.shared.web.problem.Problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads a body that must be exactly one JSON object in UTF-8 (RFC 8259), each key once. */
final class StrictJson {

  /**
   * Only nesting is limited here: the limit of the body also limits numbers and names, and a number
   * that is too long for its field is a fault of that field, not of the JSON.
   */
  private static final StreamReadConstraints BOUNDS =
      StreamReadConstraints.builder()
          .maxNestingDepth(1000)
          .maxNumberLength(Integer.MAX_VALUE)
          .maxNameLength(Integer.MAX_VALUE)
          .maxStringLength(Integer.MAX_VALUE)
          .build();

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
          JsonFactory.builder()
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .streamReadConstraints(BOUNDS)
              .build());

  private StrictJson() {}

  /**
   * The object.
   *
   * @throws ProblemException {@code malformed-request}, naming the first fault
   */
  static ObjectNode object(byte @Nullable [] body) {
    String text = body == null ? "" : text(body);
    if (text.isBlank()) {
      throw malformed("The body is empty.");
    }
    try (JsonParser parser = MAPPER.createParser(text)) {
      JsonNode root = MAPPER.readTree(parser);
      if (!(root instanceof ObjectNode object)) {
        throw malformed("The body is not a JSON object.");
      }
      if (!isAtEnd(parser)) {
        throw malformed("Something follows the JSON object.");
      }
      return object;
    } catch (JsonProcessingException fault) {
      throw malformed(describe(fault));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static boolean isAtEnd(JsonParser parser) throws IOException {
    try {
      return parser.nextToken() == null;
    } catch (JsonProcessingException notEvenJson) {
      return false;
    }
  }

  private static String text(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw malformed("The body is not in UTF-8.");
    }
  }

  /** Jackson's own messages name its classes and settings, so only the position is used. */
  private static String describe(JsonProcessingException fault) {
    if (fault instanceof StreamConstraintsException) {
      return "The JSON is nested too deeply.";
    }
    String what =
        fault instanceof JsonParseException && fault.getOriginalMessage().startsWith("Duplicate")
            ? "A key stands twice"
            : "The JSON is not valid";
    return what
        + " at line "
        + fault.getLocation().getLineNr()
        + ", column "
        + fault.getLocation().getColumnNr()
        + ".";
  }

  private static ProblemException malformed(String detail) {
    return Problem.of(CommonProblems.MALFORMED_REQUEST, detail).asException();
  }
}
