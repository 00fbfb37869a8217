package io.pannier.shared.model;

import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Provenance.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one upstream contributed to a response, summed up.
 *
 * @param status the worst of its values'
 * @param sources the services that answered
 * @param asOf the oldest of its values'; empty if nothing was answered
 * @param reason that of the worst value
 * @param goodFor the shortest of its values': zero if one is not kept
 */
public record SectionSummary(
    Answer.Status status,
    Set<Source> sources,
    Optional<Instant> asOf,
    Optional<Reason> reason,
    Duration goodFor) {

  private static final Comparator<Answer<?>> FROM_GOOD_TO_BAD =
      Comparator.<Answer<?>, Answer.Status>comparing(Answer::status)
          .thenComparing(
              answer -> answer.reason().orElse(null),
              Comparator.nullsFirst(Comparator.naturalOrder()));

  /** Sums up; empty if there is nothing to sum up. */
  public static Optional<SectionSummary> of(Collection<? extends Answer<?>> answers) {
    Answer<?> worst = null;
    Set<Source> sources = EnumSet.noneOf(Source.class);
    Instant oldest = null;
    Duration shortest = null;
    for (Answer<?> answer : answers) {
      worst = worst == null || FROM_GOOD_TO_BAD.compare(answer, worst) > 0 ? answer : worst;
      Provenance origin = answer.origin().orElse(null);
      if (origin != null) {
        sources.add(origin.source());
        oldest = least(oldest, origin.asOf());
      }
      shortest = least(shortest, origin == null ? Duration.ZERO : origin.goodFor());
    }
    return worst == null || shortest == null
        ? Optional.empty()
        : Optional.of(
            new SectionSummary(
                worst.status(), sources, Optional.ofNullable(oldest), worst.reason(), shortest));
  }

  private static <T extends Comparable<? super T>> T least(@Nullable T one, T other) {
    return one == null || other.compareTo(one) < 0 ? other : one;
  }
}
