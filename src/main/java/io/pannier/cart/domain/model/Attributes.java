package io.pannier.cart.domain.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pannier.shared.model.InvalidValueException;
import java.text.Normalizer;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Words on a line, such as an engraving: part of what makes it this line. Customers write them, so
 * they are shown with the line and handed to the order system, and repeated nowhere else.
 *
 * @param values by name, in the order of the names
 */
public record Attributes(SortedMap<String, String> values) {

  public static final Attributes NONE = new Attributes(new TreeMap<>());

  private static final int MOST = 10;
  private static final int MOST_BYTES = 2 * 1024;
  private static final int LONGEST_VALUE = 200;
  private static final Pattern NAME = Pattern.compile("[a-z][a-zA-Z0-9_-]{0,31}");

  /** Control characters, marks that turn the direction of text, and separators of lines. */
  private static final Pattern NOT_IN_WORDS =
      Pattern.compile(
          "[\\p{Cc}\\p{Cs}\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069\\u2028\\u2029]");

  public Attributes {
    if (values.size() > MOST) {
      throw new InvalidValueException("must have at most " + MOST + " names");
    }
    values.forEach(Attributes::requireAttribute);
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    if (bytes(values) > MOST_BYTES) {
      throw new InvalidValueException("must have at most " + MOST_BYTES + " bytes in UTF-8");
    }
  }

  public static Attributes of(Map<String, String> values) {
    return values.isEmpty() ? NONE : new Attributes(new TreeMap<>(values));
  }

  /** Whether it can be the name of an attribute. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /**
   * What a customer wrote as the value of an attribute, trimmed and in Unicode's normal form C.
   *
   * @throws InvalidValueException without the text, if it cannot be one
   */
  public static String value(String text) {
    String value = Normalizer.normalize(text, Normalizer.Form.NFC).strip();
    int length = value.codePointCount(0, value.length());
    if (length < 1 || length > LONGEST_VALUE) {
      throw new InvalidValueException("must be 1 to " + LONGEST_VALUE + " characters");
    }
    if (NOT_IN_WORDS.matcher(value).find()) {
      throw new InvalidValueException("has characters that are not allowed");
    }
    return value;
  }

  private static void requireAttribute(String name, String value) {
    if (!isName(name) || !value(value).equals(value)) {
      throw new InvalidValueException("is no attribute");
    }
  }

  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** How long names and values are together, in UTF-8. */
  int bytes() {
    return bytes(values);
  }

  private static int bytes(Map<String, String> values) {
    return values.entrySet().stream()
        .mapToInt(
            one -> one.getKey().getBytes(UTF_8).length + one.getValue().getBytes(UTF_8).length)
        .sum();
  }

  /** Without the words: what is printed ends up in logs. */
  @Override
  public String toString() {
    return isEmpty() ? "" : "with " + values.size() + " attributes";
  }
}
