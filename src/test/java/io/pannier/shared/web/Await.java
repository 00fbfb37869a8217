package io.pannier.shared.web;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what comes in its own time. */
public final class Await {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Await() {}

  public static void until(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("has not come true in " + PATIENCE);
      }
      Thread.sleep(10);
    }
  }
}
