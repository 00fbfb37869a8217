package io.pannier.shared.upstream;

import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Limits how many calls of one upstream are retried: to a share of the calls of a window, and a few
 * more so that a quiet service can retry too. Without it an outage would double the load on an
 * upstream that has to recover. Resilience4j limits the attempts of each call only.
 */
final class RetryBudget {

  private final int percent;
  private final int floor;
  private final long windowNanos;
  private final LongSupplier nanoTime;
  private final Counter refused;
  private long windowBegan;
  private long calls;
  private long retries;

  /**
   * A budget of which nothing is spent.
   *
   * @param percent of the calls of a window
   * @param floor retries of a window, on top of that
   * @param refused counts retries that were not made
   */
  RetryBudget(int percent, int floor, Duration window, LongSupplier nanoTime, Counter refused) {
    this.percent = percent;
    this.floor = floor;
    this.windowNanos = window.toNanos();
    this.nanoTime = nanoTime;
    this.refused = refused;
    this.windowBegan = nanoTime.getAsLong();
  }

  /** A call is made. */
  synchronized void call() {
    turnOver();
    calls++;
  }

  /** Whether a call may be retried; if so, one retry is spent. */
  synchronized boolean spend() {
    turnOver();
    if ((retries + 1) * 100 > calls * percent + floor * 100L) {
      refused.increment();
      return false;
    }
    retries++;
    return true;
  }

  private void turnOver() {
    long now = nanoTime.getAsLong();
    if (now - windowBegan >= windowNanos) {
      windowBegan = now;
      calls = 0;
      retries = 0;
    }
  }
}
