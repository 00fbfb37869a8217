package io.pannier.shared.logging;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Lets one log line of each kind through in an interval, so that an outage at full load does not
 * fill the log. Metrics count what is left out.
 */
public final class LinePace<K> {

  /** The interval where none is configured, in ISO 8601. */
  public static final String USUAL = "PT10S";

  private record Said(long at, long leftOut) {}

  private final long interval;
  private final LongSupplier nanoTime;
  private final Map<K, Said> said = new HashMap<>();

  /**
   * A pace.
   *
   * @param interval zero lets every line through
   * @param nanoTime as {@link System#nanoTime()}
   */
  public LinePace(Duration interval, LongSupplier nanoTime) {
    this.interval = interval.toNanos();
    this.nanoTime = nanoTime;
  }

  /** At the usual interval. */
  public static <K> LinePace<K> usual() {
    return new LinePace<>(Duration.parse(USUAL), System::nanoTime);
  }

  /** How many lines of this kind were left out before this one; empty if it is left out itself. */
  public synchronized OptionalLong next(K kind) {
    long now = nanoTime.getAsLong();
    Said last = said.get(kind);
    if (last != null && now - last.at() < interval) {
      said.put(kind, new Said(last.at(), last.leftOut() + 1));
      return OptionalLong.empty();
    }
    said.put(kind, new Said(now, 0));
    return OptionalLong.of(last == null ? 0 : last.leftOut());
  }
}
