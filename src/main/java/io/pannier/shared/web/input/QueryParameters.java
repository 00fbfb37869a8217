package io.pannier.shared.web.input;

import io.pannier.shared.model.InvalidValueException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.springframework.util.MultiValueMap;

/**
 * Reads the parameters of a query one by one, strictly. Each fault is added to the violations under
 * the parameter's name. Unknown parameters are ignored, since trackers add them to links, unless
 * they look like a misspelt known one.
 */
public final class QueryParameters {

  private final MultiValueMap<String, String> parameters;
  private final Violations violations;

  private final Set<String> known = new LinkedHashSet<>();

  private QueryParameters(MultiValueMap<String, String> parameters, Violations violations) {
    this.parameters = parameters;
    this.violations = violations;
  }

  public static QueryParameters of(
      MultiValueMap<String, String> parameters, Violations violations) {
    return new QueryParameters(parameters, violations);
  }

  /** An optional value, given at most once. */
  public <T> Field<T> optional(String name, Function<String, T> parser) {
    List<String> values = values(name);
    if (values.size() > 1) {
      violations.add(name, "must be given once");
      return new Field<>(null);
    }
    return violations.parse(name, values.isEmpty() ? null : values.get(0), parser);
  }

  public Field<Boolean> optionalBoolean(String name) {
    return optional(
        name,
        text ->
            switch (text) {
              case "true" -> true;
              case "false" -> false;
              default -> throw new InvalidValueException("must be true or false");
            });
  }

  /**
   * An optional list of at most {@code max} values, separated by commas; repeating the parameter
   * adds more.
   */
  public <T> Field<List<T>> optionalList(String name, int max, Function<String, T> parser) {
    List<String> values = values(name);
    if (values.isEmpty()) {
      return new Field<>(null);
    }
    List<String> entries =
        values.stream().flatMap(value -> List.of(value.split(",", -1)).stream()).toList();
    if (entries.size() > max) {
      violations.add(name, "must have 1 to " + max + " entries");
      return new Field<>(null);
    }
    List<T> parsed = new ArrayList<>();
    for (String entry : entries) {
      try {
        parsed.add(parser.apply(entry));
      } catch (InvalidValueException invalid) {
        violations.add(name, '"' + Violations.printable(entry) + "\" " + invalid.getMessage());
      }
    }
    return new Field<>(parsed);
  }

  /**
   * Call it after all known parameters were read. A parameter that differs from a known one only in
   * case, or by an {@code s} at its end, is a mistake that must not be ignored.
   */
  public void end() {
    for (String name : parameters.keySet()) {
      if (!known.contains(name)) {
        known.stream()
            .filter(right -> stem(right).equals(stem(name)))
            .findFirst()
            .ifPresent(
                right -> violations.add(Violations.printable(name), "must be written " + right));
      }
    }
  }

  private static String stem(String name) {
    return name.toLowerCase(Locale.ROOT).replaceFirst("s$", "");
  }

  /** A parameter without a value, as in {@code ?strict}, has an empty one. */
  private List<String> values(String name) {
    known.add(name);
    return parameters.getOrDefault(name, List.of()).stream()
        .map(value -> Objects.requireNonNullElse(value, ""))
        .toList();
  }
}
