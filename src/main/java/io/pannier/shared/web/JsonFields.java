package io.pannier.shared.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes the fields of a JSON object one by one, strictly: no coercion between types, no nulls, no
 * unknown fields. What is wrong goes to the violations under its path.
 */
public final class JsonFields {

  private final ObjectNode object;
  private final String path;
  private final Violations violations;
  private final Set<String> taken = new LinkedHashSet<>();

  private JsonFields(ObjectNode object, String path, Violations violations) {
    this.object = object;
    this.path = path;
    this.violations = violations;
  }

  /**
   * The fields of a body.
   *
   * @throws ProblemException {@code malformed-request} if it is not one JSON object in UTF-8
   */
  public static JsonFields of(byte @Nullable [] body, Violations violations) {
    return new JsonFields(StrictJson.object(body), "", violations);
  }

  /** A string that must be there and that the parser must take. */
  public <T> Field<T> text(String name, Function<String, T> parser) {
    return required(name, (node, field) -> asText(node, field, parser));
  }

  public <T> Field<T> optionalText(String name, Function<String, T> parser) {
    return optional(name, (node, field) -> asText(node, field, parser));
  }

  /** An integer literal that must be there; {@code 1.0}, {@code 1e2} and {@code "1"} are not. */
  public <T> Field<T> integer(String name, Function<Integer, T> parser) {
    return required(name, (node, field) -> asInteger(node, field, parser));
  }

  public <T> Field<T> optionalInteger(String name, Function<Integer, T> parser) {
    return optional(name, (node, field) -> asInteger(node, field, parser));
  }

  public Field<Boolean> optionalBoolean(String name) {
    return optional(
        name,
        (node, field) ->
            node.isBoolean()
                ? new Field<>(node.booleanValue())
                : refuse(field, "must be true or false"));
  }

  /** A list of strings that must be there, of a size within the limits. */
  public <T> Field<List<T>> texts(String name, int min, int max, Function<String, T> parser) {
    return required(name, list(min, max, (node, field) -> asText(node, field, parser)));
  }

  public <T> Field<List<T>> optionalTexts(
      String name, int min, int max, Function<String, T> parser) {
    return optional(name, list(min, max, (node, field) -> asText(node, field, parser)));
  }

  public <T> Field<List<T>> optionalIntegers(
      String name, int min, int max, Function<Integer, T> parser) {
    return optional(name, list(min, max, (node, field) -> asInteger(node, field, parser)));
  }

  /** A list of objects that must be there, each read by the function, which also ends it. */
  public <T> Field<List<T>> objects(
      String name, int min, int max, Function<JsonFields, Field<T>> reader) {
    return required(
        name,
        list(
            min,
            max,
            (node, field) ->
                node instanceof ObjectNode child
                    ? reader.apply(new JsonFields(child, field + ".", violations))
                    : refuse(field, "must be an object")));
  }

  /** To be called when all known fields were taken: every other one is a violation. */
  public void end() {
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!taken.contains(name)) {
                violations.add(path + JsonText.printable(name), "is not known");
              }
            });
  }

  private <T> Field<T> required(String name, BiFunction<JsonNode, String, Field<T>> reader) {
    return object.has(name) ? read(name, reader) : missing(name);
  }

  private <T> Field<T> optional(String name, BiFunction<JsonNode, String, Field<T>> reader) {
    return object.has(name) ? read(name, reader) : new Field<>(null);
  }

  private <T> Field<T> missing(String name) {
    return refuse(path + name, "is required");
  }

  private <T> Field<T> read(String name, BiFunction<JsonNode, String, Field<T>> reader) {
    taken.add(name);
    JsonNode node = object.get(name);
    return node.isNull()
        ? refuse(path + name, "must not be null")
        : reader.apply(node, path + name);
  }

  private <T> BiFunction<JsonNode, String, Field<List<T>>> list(
      int min, int max, BiFunction<JsonNode, String, Field<T>> element) {
    return (node, field) -> {
      if (!(node instanceof ArrayNode array)) {
        return refuse(field, "must be a list");
      }
      if (array.size() < min || array.size() > max) {
        return refuse(field, "must have " + min + " to " + max + " entries");
      }
      List<T> values = new ArrayList<>();
      for (int i = 0; i < array.size(); i++) {
        T value = element.apply(array.get(i), field + "[" + i + "]").valid();
        if (value != null) {
          values.add(value);
        }
      }
      return new Field<>(values);
    };
  }

  private <T> Field<T> asText(JsonNode node, String field, Function<String, T> parser) {
    if (!node.isTextual()) {
      return refuse(field, "must be a string");
    }
    if (!JsonText.isClean(node.textValue())) {
      return refuse(field, "has characters that are not allowed");
    }
    return violations.parse(field, node.textValue(), parser);
  }

  private <T> Field<T> asInteger(JsonNode node, String field, Function<Integer, T> parser) {
    if (!node.isIntegralNumber()) {
      return refuse(field, "must be an integer");
    }
    if (!node.canConvertToInt()) {
      return refuse(field, "is out of range");
    }
    return violations.parse(field, node.asText(), text -> parser.apply(node.intValue()));
  }

  private <T> Field<T> refuse(String field, String message) {
    violations.add(field, message);
    return new Field<>(null);
  }
}
