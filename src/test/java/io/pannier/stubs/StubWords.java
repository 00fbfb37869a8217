package io.pannier.stubs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the service makes up anew each time, in words that stay: ids, secrets, traces and times. A
 * time in a place that is not listed here is an error, since it would differ from run to run.
 */
final class StubWords {

  static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  /** In seconds. */
  private static final String REST_OF_A_MINUTE = "30";

  /** What was, was then. What is still to come stays so, as long as these stubs may be in use. */
  private static final Map<String, String> TIMES =
      Map.of(
          "createdAt", "2026-01-15T10:00:00Z",
          "updatedAt", "2026-01-15T10:05:00Z",
          "asOf", "2026-01-15T10:05:00Z",
          "expiresAt", "2036-02-14T10:05:00Z",
          "validUntil", "2036-02-01T00:00:00Z",
          "date", "2036-01-20");

  private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\d(T.*)?");

  private final Map<String, String> words = new LinkedHashMap<>();

  /** From now on the one is written for the other. */
  void write(String word, String instead) {
    words.put(instead, word);
  }

  String in(String text) {
    String said = text;
    for (Map.Entry<String, String> word : words.entrySet()) {
      said = said.replace(word.getKey(), word.getValue());
    }
    return said;
  }

  String inHeader(String name, String value, int status) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "x-trace-id" -> TRACE;
      // The rest of the minute; after any other status it is what is configured.
      case "retry-after" -> status == 429 ? REST_OF_A_MINUTE : value;
      default -> in(value);
    };
  }

  JsonNode in(JsonNode body) {
    return in("", body);
  }

  private JsonNode in(String field, JsonNode value) {
    if (value.isObject()) {
      ObjectNode written = JsonNodeFactory.instance.objectNode();
      value
          .properties()
          .forEach(each -> written.set(each.getKey(), in(each.getKey(), each.getValue())));
      return written;
    }
    if (value.isArray()) {
      ArrayNode written = JsonNodeFactory.instance.arrayNode();
      value.forEach(each -> written.add(in(field, each)));
      return written;
    }
    return value.isTextual()
        ? JsonNodeFactory.instance.textNode(text(field, value.textValue()))
        : value;
  }

  private String text(String field, String value) {
    if (field.equals("traceId")) {
      return TRACE;
    }
    if (!TIME.matcher(value).matches()) {
      return in(value);
    }
    String time = TIMES.get(field);
    if (time == null) {
      throw new IllegalStateException("which time is to be written for " + field + ": " + value);
    }
    return time;
  }
}
