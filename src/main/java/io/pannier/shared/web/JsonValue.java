package io.pannier.shared.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A value that a client sent, which is taken for what it is meant to be, and for nothing else.
 *
 * @param path where it was found, as violations name it
 */
record JsonValue(JsonNode node, String path, Violations violations) {

  <T> Field<T> text(Function<String, T> parser) {
    if (!node.isTextual()) {
      return refuse("must be a string");
    }
    return JsonText.isClean(node.textValue())
        ? violations.parse(path, node.textValue(), parser)
        : refuse("has characters that are not allowed");
  }

  <T> Field<T> integer(Function<Integer, T> parser) {
    if (!node.isIntegralNumber()) {
      return refuse("must be an integer");
    }
    return node.canConvertToInt()
        ? violations.parse(path, node.asText(), text -> parser.apply(node.intValue()))
        : refuse("is out of range");
  }

  Field<Boolean> bool() {
    return node.isBoolean() ? new Field<>(node.booleanValue()) : refuse("must be true or false");
  }

  <T> Field<T> object(Function<JsonFields, Field<T>> reader) {
    return node instanceof ObjectNode object
        ? reader.apply(new JsonFields(object, path + ".", violations))
        : refuse("must be an object");
  }

  /** The elements that the reader could take; it tells of the others. */
  <T> Field<List<T>> list(int min, int max, Function<JsonValue, Field<T>> reader) {
    if (!(node instanceof ArrayNode array)) {
      return refuse("must be a list");
    }
    if (array.size() < min || array.size() > max) {
      return refuse("must have " + min + " to " + max + " entries");
    }
    List<T> values = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      JsonValue element = new JsonValue(array.get(i), path + "[" + i + "]", violations);
      T value = reader.apply(element).valid();
      if (value != null) {
        values.add(value);
      }
    }
    return new Field<>(values);
  }

  <T> Field<T> refuse(String message) {
    violations.add(path, message);
    return new Field<>(null);
  }
}
