package io.pannier.shared.model;

import io.pannier.shared.model.Answer.Reason;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where an answer comes from.
 *
 * @param asOf the upstream's own time for it, or the time of receipt where it sends none
 * @param reason why this is a substitute; present exactly when the status is {@code STALE} or
 *     {@code FALLBACK}
 * @param goodFor how much longer this answer is given without asking again; zero where each
 *     question is asked
 */
public record Provenance(
    Source source, Instant asOf, Answer.Status status, @Nullable Reason reason, Duration goodFor) {

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

  /** Of an answer that is not kept. */
  public Provenance(Source source, Instant asOf, Answer.Status status, @Nullable Reason reason) {
    this(source, asOf, status, reason, Duration.ZERO);
  }

  public static Provenance fresh(Source source, Instant asOf) {
    return new Provenance(source, asOf, Answer.Status.FRESH, null);
  }

  /** This answer, kept as it was when a cart was closed. */
  public static Provenance closed(Source source, Instant asOf) {
    return new Provenance(source, asOf, Answer.Status.CLOSED, null);
  }

  /** This answer, which is also kept for so long. */
  public Provenance keptFor(Duration left) {
    return new Provenance(source, asOf, status, reason, left);
  }

  /** This answer, given again within its lifetime, of which so much is left. */
  public Provenance cached(Duration left) {
    return new Provenance(source, asOf, Answer.Status.CACHED, null, left);
  }

  /** This answer, given again past its lifetime, since the upstream failed. */
  public Provenance stale(Reason because) {
    return new Provenance(source, asOf, Answer.Status.STALE, because);
  }

  /** This answer, given in place of one that is unavailable. */
  public Provenance asFallback(Reason because) {
    return new Provenance(source, asOf, Answer.Status.FALLBACK, because);
  }

  /** A service that values come from. */
  public enum Source {
    CATALOG("catalog"),
    PRICING("pricing"),
    INVENTORY("inventory"),
    LEGACY_INVENTORY("legacy-inventory");

    private final String text;

    Source(String text) {
      this.text = text;
    }

    /** As clients and configuration name it. */
    public String text() {
      return text;
    }
  }
}
