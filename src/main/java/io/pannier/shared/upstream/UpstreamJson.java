package io.pannier.shared.upstream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.pannier.shared.model.InvalidValueException;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * JSON as upstreams speak it. A vendor may add fields, but what is read has the type that the
 * contract names, once. A mapper of its own: the one for what clients send is stricter.
 */
public final class UpstreamJson {

  private static final ObjectMapper MAPPER = mapper();

  private UpstreamJson() {}

  public static byte[] write(Object payload) {
    try {
      return MAPPER.writeValueAsBytes(payload);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The envelope of an answer.
   *
   * @throws UpstreamException if it is not what the contract says: then nothing in it counts
   */
  public static <T> T readEnvelope(byte[] body, Class<T> type) {
    try {
      T envelope = MAPPER.readValue(body, type);
      if (envelope == null) {
        throw UpstreamException.invalid("null");
      }
      return envelope;
    } catch (IOException e) {
      throw UpstreamException.invalid("not the JSON of the contract: " + e.getClass().getName());
    }
  }

  /**
   * One entry of an answer.
   *
   * @throws InvalidValueException if it is not what the contract says
   */
  public static <T> T readEntry(JsonNode entry, Class<T> type) {
    try {
      T value = MAPPER.treeToValue(entry, type);
      if (value == null) {
        throw new InvalidValueException("an entry cannot be null");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new InvalidValueException("not an entry of the contract: " + e.getClass().getName());
    }
  }

  /** The text under this name; empty, which nobody asked for, where there is no text. */
  public static String text(JsonNode entry, String name) {
    JsonNode value = entry.path(name);
    return value.isTextual() ? value.textValue() : "";
  }

  private static ObjectMapper mapper() {
    JsonFactory factory =
        JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(20)
                    .maxNumberLength(40)
                    .maxNameLength(200)
                    .maxStringLength(200_000)
                    .build())
            .build();
    JsonMapper.Builder builder =
        JsonMapper.builder(factory)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS);
    builder.withCoercionConfig(
        LogicalType.Textual,
        text ->
            text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail));
    return builder.build();
  }
}
