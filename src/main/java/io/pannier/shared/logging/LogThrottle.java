package io.pannier.shared.logging;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Allows one log line of each kind in an interval, so that an outage at full load does not fill the
 * log. Metrics count every event.
 */
public final class LogThrottle<K> {

  /** The interval where none is configured, in ISO 8601. */
  public static final String USUAL = "PT10S";

  private record Last(long at, long suppressed) {}

  private final long interval;
  private final LongSupplier nanoTime;
  private final Map<K, Last> lines = new HashMap<>();

  /**
   * A throttle.
   *
   * @param interval zero allows every line
   * @param nanoTime as {@link System#nanoTime()}
   */
  public LogThrottle(Duration interval, LongSupplier nanoTime) {
    this.interval = interval.toNanos();
    this.nanoTime = nanoTime;
  }

  /** At the usual interval. */
  public static <K> LogThrottle<K> usual() {
    return new LogThrottle<>(Duration.parse(USUAL), System::nanoTime);
  }

  /**
   * Whether a line of this kind may be logged now.
   *
   * @return how many were suppressed since the last one; empty if this one is suppressed too
   */
  public synchronized OptionalLong next(K kind) {
    long now = nanoTime.getAsLong();
    Last last = lines.get(kind);
    if (last != null && now - last.at() < interval) {
      lines.put(kind, new Last(last.at(), last.suppressed() + 1));
      return OptionalLong.empty();
    }
    lines.put(kind, new Last(now, 0));
    return OptionalLong.of(last == null ? 0 : last.suppressed());
  }
}
