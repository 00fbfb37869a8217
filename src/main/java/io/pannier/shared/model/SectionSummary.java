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

  /** Sums up; empty if there is nothing to sum up. */
  public static Optional<SectionSummary> of(Collection<? extends Answer<?>> answers) {
    return answers.stream()
        .max(
            Comparator.<Answer<?>, Answer.Status>comparing(Answer::status)
                .thenComparing(
                    answer -> answer.reason().orElse(null),
                    Comparator.nullsFirst(Comparator.naturalOrder())))
        .map(
            worst ->
                new SectionSummary(
                    worst.status(),
                    sources(answers),
                    oldest(answers),
                    worst.reason(),
                    shortest(answers)));
  }

  private static Set<Source> sources(Collection<? extends Answer<?>> answers) {
    Set<Source> sources = EnumSet.noneOf(Source.class);
    answers.forEach(answer -> answer.origin().ifPresent(origin -> sources.add(origin.source())));
    return sources;
  }

  private static Optional<Instant> oldest(Collection<? extends Answer<?>> answers) {
    return answers.stream()
        .flatMap(answer -> answer.origin().stream())
        .map(Provenance::asOf)
        .min(Comparator.naturalOrder());
  }

  private static Duration shortest(Collection<? extends Answer<?>> answers) {
    return answers.stream()
        .map(answer -> answer.origin().map(Provenance::goodFor).orElse(Duration.ZERO))
        .min(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }
}
