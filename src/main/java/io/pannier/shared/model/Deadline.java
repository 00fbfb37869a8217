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

  /** What is left; zero once it has passed. */
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
  }

  /** So much earlier: for keeping back time for what comes afterwards. */
  public Deadline minus(Duration kept) {
    return new Deadline(nanoTime - kept.toNanos());
  }
}
