package io.pannier.shared.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks of what an upstream sent. */
public final class Payloads {

  /** The last time that RFC 3339 can write, and so the last that clients can be sent. */
  private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59.999Z");

  private Payloads() {}

  /**
   * The value, which the contract promises.
   *
   * @throws IllegalArgumentException if it is missing
   */
  public static <T> T require(@Nullable T value, String name) {
    if (value == null) {
      throw new Unexpected(name + " is missing");
    }
    return value;
  }

  /** Whether there is no value, which the contract allows for optional fields. */
  public static boolean isAbsent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }

  /**
   * A text.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  public static String text(JsonNode value) {
    if (!value.isTextual()) {
      throw new Unexpected("not a text");
    }
    return value.textValue();
  }

  /**
   * A text that clients can be shown, of what {@link UpstreamJson} has read: it lets no other pass.
   *
   * @throws IllegalArgumentException if it is anything else, or blank
   */
  public static String shownText(JsonNode value) {
    String text = text(value);
    if (text.isBlank()) {
      throw new Unexpected("not a text to show");
    }
    return text;
  }

  /**
   * An integer, written without a fraction.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  public static long integer(JsonNode value) {
    if (!value.isIntegralNumber()) {
      throw new Unexpected("not an integer");
    }
    return value.longValue();
  }

  /**
   * A list.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  public static List<JsonNode> list(JsonNode value) {
    if (!value.isArray()) {
      throw new Unexpected("not a list");
    }
    List<JsonNode> elements = new ArrayList<>(value.size());
    value.forEach(elements::add);
    return elements;
  }

  /**
   * A time that clients can be sent.
   *
   * @throws IllegalArgumentException if it is before 1970 or after the year 9999
   */
  public static Instant plausible(Instant time) {
    if (time.isBefore(Instant.EPOCH) || time.isAfter(END_OF_TIME)) {
      throw new Unexpected("no such time");
    }
    return time;
  }

  /** Without a stack trace: one answer can hold some hundred thousand flaws. */
  private static final class Unexpected extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    Unexpected(String message) {
      super(message);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }
}
