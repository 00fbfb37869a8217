package io.pannier.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds in a file what makes generated clients ugly or wrong: compositions and conditions, which
 * they merge badly or not at all, and objects without a name, which they call {@code
 * InlineObject7}.
 */
final class PlainSchemasRule {

  private static final List<String> COMPOSITIONS =
      List.of("allOf", "anyOf", "not", "if", "dependentRequired", "dependentSchemas");

  private PlainSchemasRule() {}

  static List<String> faults(JsonNode document) {
    List<String> faults = new ArrayList<>();
    for (var schema : document.at("/components/schemas").properties()) {
      schema(schema.getKey(), schema.getValue(), true, faults);
    }
    for (JsonNode media : document.findValues("content")) {
      media.forEach(type -> schema("content", type.path("schema"), false, faults));
    }
    return faults;
  }

  private static void schema(String path, JsonNode schema, boolean isNamed, List<String> faults) {
    COMPOSITIONS.stream()
        .filter(schema::has)
        .forEach(composition -> faults.add(path + " has " + composition));
    if (schema.has("oneOf") && !isOneOrNull(schema.path("oneOf"))) {
      faults.add(path + " has oneOf");
    }
    boolean isMap = schema.has("additionalProperties");
    if (!isNamed && !isMap && schema.path("type").asText().equals("object")) {
      faults.add(path + " is an object without a name");
    }
    for (var property : schema.path("properties").properties()) {
      schema(path + "." + property.getKey(), property.getValue(), false, faults);
    }
    if (schema.has("items")) {
      schema(path + "[]", schema.path("items"), false, faults);
    }
    schema.path("allOf").forEach(part -> schema(path + " allOf", part, false, faults));
  }

  private static boolean isOneOrNull(JsonNode choices) {
    return choices.size() == 2 && choices.get(1).path("type").asText().equals("null");
  }
}
