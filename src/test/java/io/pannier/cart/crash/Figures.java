package io.pannier.cart.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;

/** What happened in all rounds, counted. */
final class Figures {

  private final Map<Outcome, Integer> unkeyed = new EnumMap<>(Outcome.class);
  private final Map<Outcome, Integer> keyed = new EnumMap<>(Outcome.class);
  private final Map<Outcome, Integer> repeats = new EnumMap<>(Outcome.class);
  private int needlessRepeats;
  private int unkeyedThatHappened;
  private int cartsChecked;

  synchronized void sent(Write write, Outcome outcome) {
    (write.key() == null ? unkeyed : keyed).merge(outcome, 1, Integer::sum);
  }

  synchronized void repeated(Outcome outcome) {
    repeats.merge(outcome, 1, Integer::sum);
  }

  synchronized void repeatedNeedlessly(Outcome outcome) {
    assertThat(outcome).as("a repeat of what was acknowledged").isEqualTo(Outcome.REPLAYED);
    needlessRepeats++;
  }

  synchronized void checked(int happenedOfThoseInDoubt) {
    unkeyedThatHappened += happenedOfThoseInDoubt;
    cartsChecked++;
  }

  synchronized int acknowledged() {
    return count(unkeyed, Outcome.ACKNOWLEDGED) + count(keyed, Outcome.ACKNOWLEDGED);
  }

  synchronized int inDoubt() {
    return count(unkeyed, Outcome.IN_DOUBT) + count(keyed, Outcome.IN_DOUBT);
  }

  /** Every write in doubt with a key was acknowledged in the end. */
  synchronized void checkRepeats() {
    assertThat(count(repeats, Outcome.REPLAYED) + count(repeats, Outcome.ACKNOWLEDGED))
        .as("keyed writes that were acknowledged in the end")
        .isEqualTo(count(keyed, Outcome.IN_DOUBT));
  }

  /** Only after all checks: a single cart that deviates ends the test. */
  synchronized String report(int rounds) {
    return """
        Killed %d times under writes; %d carts compared with what their clients were answered, none deviated
          without a key: %d acknowledged; %d refused; %d in doubt, of which %d had happened
          with a key: %d acknowledged; %d refused; %d in doubt and repeated: %d had happened and were replayed, %d happened by the repeat
          acknowledged with a key, and repeated after the kill: %d, all replayed"""
        .formatted(
            rounds,
            cartsChecked,
            count(unkeyed, Outcome.ACKNOWLEDGED),
            count(unkeyed, Outcome.REFUSED),
            count(unkeyed, Outcome.IN_DOUBT),
            unkeyedThatHappened,
            count(keyed, Outcome.ACKNOWLEDGED),
            count(keyed, Outcome.REFUSED),
            count(keyed, Outcome.IN_DOUBT),
            count(repeats, Outcome.REPLAYED),
            count(repeats, Outcome.ACKNOWLEDGED),
            needlessRepeats);
  }

  private static int count(Map<Outcome, Integer> outcomes, Outcome outcome) {
    return outcomes.getOrDefault(outcome, 0);
  }
}
