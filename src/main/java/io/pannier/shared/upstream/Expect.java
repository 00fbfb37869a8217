package io.pannier.shared.upstream;

import io.pannier.shared.model.InvalidValueException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What payloads say of themselves: checks of what an upstream sent, in compact constructors. */
public final class Expect {

  /** What RFC 3339 can write: later times cannot be told to clients. */
  private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59.999Z");

  private Expect() {}

  /**
   * The value, which the contract promises.
   *
   * @throws InvalidValueException if it is missing
   */
  public static <T> T present(@Nullable T value, String name) {
    if (value == null) {
      throw new InvalidValueException(name + " is missing");
    }
    return value;
  }

  /**
   * A list that may be missing: empty then.
   *
   * @throws InvalidValueException if it holds a null
   */
  public static <T> List<T> list(@Nullable List<T> values, String name) {
    if (values == null) {
      return List.of();
    }
    values.forEach(value -> present(value, name));
    return List.copyOf(values);
  }

  /**
   * A time that can be told to clients.
   *
   * @throws InvalidValueException if it is before 1970 or after the year 9999
   */
  public static Instant plausible(Instant time) {
    if (time.isBefore(Instant.EPOCH) || time.isAfter(END_OF_TIME)) {
      throw new InvalidValueException("no such time");
    }
    return time;
  }
}
