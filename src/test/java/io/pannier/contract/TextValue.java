package io.pannier.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigInteger;

/** Reads a header or parameter as the type that its schema asks for. */
final class TextValue {

  private TextValue() {}

  /** Text that cannot be of the type stays text, for the schema to refuse. */
  static JsonNode of(ApiContract contract, JsonNode schema, String text) {
    JsonNode resolved = contract.resolve(schema);
    return switch (resolved.path("type").asText()) {
      case "integer" ->
          text.matches("[+-]?[0-9]+")
              ? JsonNodeFactory.instance.numberNode(new BigInteger(text))
              : TextNode.valueOf(text);
      case "boolean" ->
          text.matches("true|false")
              ? BooleanNode.valueOf(Boolean.parseBoolean(text))
              : TextNode.valueOf(text);
      case "array" -> {
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        for (String item : text.split(",", -1)) {
          items.add(of(contract, resolved.path("items"), item));
        }
        yield items;
      }
      default -> TextNode.valueOf(text);
    };
  }
}
