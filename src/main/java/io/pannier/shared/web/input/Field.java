package io.pannier.shared.web.input;

import org.jspecify.annotations.Nullable;

/**
 * A value of a request. Read it only after {@link Violations#orThrow()} has accepted the request.
 *
 * @param value absent if it is invalid, or optional and not sent
 */
public record Field<T>(@Nullable T value) {

  /** The value of a required field. */
  public T get() {
    if (value == null) {
      throw new IllegalStateException("taken before the violations were thrown");
    }
    return value;
  }

  public T orElse(T other) {
    return value != null ? value : other;
  }
}
