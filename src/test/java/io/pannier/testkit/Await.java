package io.pannier.testkit;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what comes in its own time. */
public final class Await {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Await() {}

  public static void until(BooleanSupplier condition) throws InterruptedException {
    until(condition, PATIENCE);
  }

  public static void until(BooleanSupplier condition, Duration patience)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("has not come true in " + patience);
      }
      Thread.sleep(10);
    }
  }
}
