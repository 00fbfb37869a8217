package io.pannier.shared.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pannier.shared.model.Money;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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

  /** A string that must be there and that the parser must take. */
  public <T> Field<T> text(String name, Function<String, T> parser) {
    return required(name, value -> value.text(parser));
  }

  public <T> Field<T> optionalText(String name, Function<String, T> parser) {
    return optional(name, value -> value.text(parser));
  }

  /** An integer literal that must be there; {@code 1.0}, {@code 1e2} and {@code "1"} are not. */
  public <T> Field<T> integer(String name, Function<Integer, T> parser) {
    return required(name, value -> value.integer(parser));
  }

  public <T> Field<T> optionalInteger(String name, Function<Integer, T> parser) {
    return optional(name, value -> value.integer(parser));
  }

  public Field<Boolean> optionalBoolean(String name) {
    return optional(name, JsonValue::bool);
  }

  /** Money, in the form of {@link MoneyJson}. */
  public Field<Money> optionalMoney(String name) {
    return optional(name, value -> value.object(MoneyJson::read));
  }

  /** A list of strings that must be there, of a size within the limits. */
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

  /** A list of objects that must be there, each read by the function, which also ends it. */
  public <T> Field<List<T>> objects(
      String name, int min, int max, Function<JsonFields, Field<T>> reader) {
    return required(name, value -> value.list(min, max, element -> element.object(reader)));
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

  private <T> Field<T> required(String name, Function<JsonValue, Field<T>> reader) {
    return object.has(name) ? read(name, reader) : at(name).refuse("is required");
  }

  private <T> Field<T> optional(String name, Function<JsonValue, Field<T>> reader) {
    return object.has(name) ? read(name, reader) : new Field<>(null);
  }

  private <T> Field<T> read(String name, Function<JsonValue, Field<T>> reader) {
    taken.add(name);
    JsonValue value = at(name);
    return value.node().isNull() ? value.refuse("must not be null") : reader.apply(value);
  }

  private JsonValue at(String name) {
    return new JsonValue(object.path(name), path + name, violations);
  }
}
