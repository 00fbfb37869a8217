package io.pannier.shared.web.v1;

import io.pannier.shared.settings.UnusablePropertyException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The hours in which version 1 is switched off for a while, to find out who still needs it before
 * its end.
 *
 * @param all in their order; those that overlap or follow each other without a pause are joined
 */
record Blackouts(List<Period> all) {

  static final String PROPERTY = "pannier.api.v1.blackouts";

  /**
   * Joins what was configured.
   *
   * @throws UnusablePropertyException naming the instant that is missing, or not after its start
   */
  static Blackouts of(List<Configured> configured) {
    List<Period> periods = new ArrayList<>();
    for (int index = 0; index < configured.size(); index++) {
      periods.add(configured.get(index).period(PROPERTY + "[" + index + "]"));
    }
    periods.sort(Comparator.comparing(Period::from));
    List<Period> joined = new ArrayList<>();
    for (Period period : periods) {
      Period last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
      if (last == null || last.to().isBefore(period.from())) {
        joined.add(period);
      } else if (last.to().isBefore(period.to())) {
        joined.set(joined.size() - 1, new Period(last.from(), period.to()));
      }
    }
    return new Blackouts(List.copyOf(joined));
  }

  /** The end of the blackout at this moment; empty if there is none. */
  Optional<Instant> endOfTheOneAt(Instant moment) {
    return all.stream().filter(period -> period.covers(moment)).findFirst().map(Period::to);
  }

  /** Those that are not over, as a person reads them; empty if there are none. */
  Optional<String> announcedAt(Instant moment) {
    return all.stream()
        .filter(period -> period.to().isAfter(moment))
        .map(Period::toString)
        .collect(
            Collectors.collectingAndThen(
                Collectors.joining(", "),
                text -> text.isEmpty() ? Optional.empty() : Optional.of(text)));
  }

  /**
   * One of them.
   *
   * @param from its first moment
   * @param to the first moment after it
   */
  record Period(Instant from, Instant to) {

    boolean covers(Instant moment) {
      return !moment.isBefore(from) && moment.isBefore(to);
    }

    @Override
    public String toString() {
      return "from " + from + " to " + to;
    }
  }

  /** One of them as it is configured, with whatever is wrong with it. */
  record Configured(@Nullable Instant from, @Nullable Instant to) {

    Period period(String property) {
      Instant start = required(property + ".from", from);
      Instant end = required(property + ".to", to);
      if (!end.isAfter(start)) {
        throw new UnusablePropertyException(property + ".to", "must be after its from");
      }
      return new Period(start, end);
    }

    private static Instant required(String property, @Nullable Instant value) {
      if (value == null) {
        throw new UnusablePropertyException(property, "must be set");
      }
      return value;
    }
  }
}
