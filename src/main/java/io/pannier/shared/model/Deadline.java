package io.pannier.shared.model;

import java.time.Duration;

/**
 * When an operation must have ended, on this process's monotonic clock.
 *
 * @param nanoTime a value of {@link System#nanoTime()}
 */
public record Deadline(long nanoTime) {

  public static Deadline after(Duration duration) {
    return new Deadline(System.nanoTime() + duration.toNanos());
  }

  /** The time that is left; zero after it has passed. */
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
  }

  /** An earlier deadline, which leaves this much time for what comes afterwards. */
  public Deadline minus(Duration kept) {
    return new Deadline(nanoTime - kept.toNanos());
  }
}
