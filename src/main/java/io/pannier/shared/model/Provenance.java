package io.pannier.shared.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where an answer comes from.
 *
 * @param asOf the upstream's own time for it, or the time of receipt where it tells none
 * @param reason why this is a substitute; present exactly when the status is {@code STALE} or
 *     {@code FALLBACK}
 */
public record Provenance(
    Source source, Instant asOf, AnswerStatus status, @Nullable Reason reason) {

  public Provenance {
    boolean substitute =
        switch (status) {
          case FRESH, CACHED, CLOSED -> false;
          case STALE, FALLBACK -> true;
          case NOT_FOUND, UNAVAILABLE ->
              throw new InvalidValueException(status + " is not a provenance");
        };
    if (substitute != (reason != null)) {
      throw new InvalidValueException("a reason belongs to a substitute, and only to one");
    }
  }

  public static Provenance fresh(Source source, Instant asOf) {
    return new Provenance(source, asOf, AnswerStatus.FRESH, null);
  }

  /** This answer, kept as it was when a cart was closed. */
  public static Provenance closed(Source source, Instant asOf) {
    return new Provenance(source, asOf, AnswerStatus.CLOSED, null);
  }

  /** This answer, given in place of one that could not be had. */
  public Provenance asFallback(Reason because) {
    return new Provenance(source, asOf, AnswerStatus.FALLBACK, because);
  }
}
