package io.pannier.shared.web.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a JSON object one by one, strictly: no conversion between types, no nulls, no
 * unknown fields. Each fault is added to the violations under the field's path.
 */
public final class JsonFields {

  private final ObjectNode object;
  private final String path;
  private final Violations violations;
  private final Set<String> taken = new LinkedHashSet<>();

  JsonFields(ObjectNode object, String path, Violations violations) {
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

  public boolean has(String name) {
    return object.has(name);
  }

  /** The names of all fields, in the order sent. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Reports what is wrong with a field, or with the want of it. */
  public <T> Field<T> refuse(String name, String message) {
    taken.add(name);
    return at(name).refuse(message);
  }

  /** Reports what is wrong with the object as a whole. */
  public <T> Field<T> refuseAll(String message) {
    violations.add(path.isEmpty() ? path : path.substring(0, path.length() - 1), message);
    return new Field<>(null);
  }

  /** A required string, read by the parser. */
  public <T> Field<T> text(String name, Function<String, T> parser) {
    return required(name, value -> value.text(parser));
  }

  public <T> Field<T> optionalText(String name, Function<String, T> parser) {
    return optional(name, value -> value.text(parser));
  }

  /** A required integer literal; {@code 1.0}, {@code 1e2} and {@code "1"} are none. */
  public <T> Field<T> integer(String name, Function<Integer, T> parser) {
    return required(name, value -> value.integer(parser));
  }

  public <T> Field<T> optionalInteger(String name, Function<Integer, T> parser) {
    return optional(name, value -> value.integer(parser));
  }

  /** An optional integer literal of up to 64 bits. */
  public <T> Field<T> optionalLong(String name, LongFunction<T> parser) {
    return optional(name, value -> value.longInteger(parser));
  }

  public Field<Boolean> optionalBoolean(String name) {
    return optional(name, Value::bool);
  }

  /** An optional object, read by the function, which also calls {@link #end}. */
  public <T> Field<T> optionalObject(String name, Function<JsonFields, Field<T>> reader) {
    return optional(name, value -> value.object(reader));
  }

  /** A required list of strings, with {@code min} to {@code max} entries. */
  public <T> Field<List<T>> texts(String name, int min, int max, Function<String, T> parser) {
    return required(name, value -> value.list(min, max, element -> element.text(parser)));
  }

  public <T> Field<List<T>> optionalTexts(
      String name, int min, int max, Function<String, T> parser) {
    return optional(name, value -> value.list(min, max, element -> element.text(parser)));
  }

  public <T> Field<List<T>> optionalIntegers(
      String name, int min, int max, Function<Integer, T> parser) {
    return optional(name, value -> value.list(min, max, element -> element.integer(parser)));
  }

  /** A required list of objects, each read by the function, which also calls {@link #end}. */
  public <T> Field<List<T>> objects(
      String name, int min, int max, Function<JsonFields, Field<T>> reader) {
    return required(name, value -> value.list(min, max, element -> element.object(reader)));
  }

  /** Call it after all known fields were read: every other field is a violation. */
  public void end() {
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!taken.contains(name)) {
                violations.add(path + Violations.printable(name), "is not known");
              }
            });
  }

  private <T> Field<T> required(String name, Function<Value, Field<T>> reader) {
    return object.has(name) ? read(name, reader) : at(name).refuse("is required");
  }

  private <T> Field<T> optional(String name, Function<Value, Field<T>> reader) {
    return object.has(name) ? read(name, reader) : new Field<>(null);
  }

  private <T> Field<T> read(String name, Function<Value, Field<T>> reader) {
    taken.add(name);
    Value value = at(name);
    return value.node().isNull() ? value.refuse("must not be null") : reader.apply(value);
  }

  private Value at(String name) {
    return new Value(object.path(name), path + name, violations);
  }

  /**
   * A value that a client sent, read as one type only.
   *
   * @param path where it was found, as violations name it
   */
  record Value(JsonNode node, String path, Violations violations) {

    <T> Field<T> text(Function<String, T> parser) {
      if (!node.isTextual()) {
        return refuse("must be a string");
      }
      return isClean(node.textValue())
          ? violations.parse(path, node.textValue(), parser)
          : refuse("has characters that are not allowed");
    }

    /** NUL and unpaired surrogates cannot be stored or sent on safely. */
    private static boolean isClean(String text) {
      return text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    <T> Field<T> integer(Function<Integer, T> parser) {
      if (!node.isIntegralNumber()) {
        return refuse("must be an integer");
      }
      return node.canConvertToInt()
          ? violations.parse(path, node.asText(), text -> parser.apply(node.intValue()))
          : refuse("is out of range");
    }

    <T> Field<T> longInteger(LongFunction<T> parser) {
      if (!node.isIntegralNumber()) {
        return refuse("must be an integer");
      }
      return node.canConvertToLong()
          ? violations.parse(path, node.asText(), text -> parser.apply(node.longValue()))
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

    /** The valid elements; the reader adds the faults of the others to the violations. */
    <T> Field<List<T>> list(int min, int max, Function<Value, Field<T>> reader) {
      if (!(node instanceof ArrayNode array)) {
        return refuse("must be a list");
      }
      if (array.size() < min || array.size() > max) {
        return refuse("must have " + min + " to " + max + " entries");
      }
      List<T> values = new ArrayList<>();
      for (int i = 0; i < array.size(); i++) {
        Value element = new Value(array.get(i), path + "[" + i + "]", violations);
        T value = reader.apply(element).value();
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
}
