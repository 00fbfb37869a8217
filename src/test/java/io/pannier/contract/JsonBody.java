package io.pannier.contract;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** Checks a body against the media types that a contract gives for it. */
final class JsonBody {

  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private JsonBody() {}

  /** Hands the body to the consumer where it is JSON of a documented media type. */
  static List<String> faults(
      ApiContract contract,
      JsonNode content,
      HttpHeaders headers,
      byte[] body,
      Consumer<JsonNode> read) {
    String declared = mediaType(headers);
    JsonNode described = declared == null ? null : content.get(declared);
    if (described == null) {
      return List.of("media type " + declared + " is not documented");
    }
    try {
      JsonNode value = STRICT.readTree(body);
      read.accept(value);
      List<String> faults = new ArrayList<>();
      contract.faults(described.path("schema"), value).forEach(f -> faults.add("body " + f));
      return faults;
    } catch (IOException broken) {
      return List.of("body is not one JSON value: " + broken.getMessage());
    }
  }

  private static @Nullable String mediaType(HttpHeaders headers) {
    try {
      MediaType type = headers.getContentType();
      return type == null ? null : type.getType() + "/" + type.getSubtype();
    } catch (InvalidMediaTypeException invalid) {
      return headers.getFirst(HttpHeaders.CONTENT_TYPE);
    }
  }
}
