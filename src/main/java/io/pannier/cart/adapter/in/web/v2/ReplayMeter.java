package io.pannier.cart.adapter.in.web.v2;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts answers that were given again instead of a change: {@code pannier.cart.replays}. */
final class ReplayMeter {

  private final Counter additions;
  private final Counter batches;

  ReplayMeter(MeterRegistry meters) {
    this.additions = replays(meters, "add");
    this.batches = replays(meters, "batch");
  }

  /** Registered before the first one, so that a rate can be told from it. */
  private static Counter replays(MeterRegistry meters, String operation) {
    return Counter.builder("pannier.cart.replays")
        .description("Answers given again, to a repeated idempotency key")
        .tag("operation", operation)
        .register(meters);
  }

  void addition(boolean replayed) {
    count(additions, replayed);
  }

  void batch(boolean replayed) {
    count(batches, replayed);
  }

  private static void count(Counter replays, boolean replayed) {
    if (replayed) {
      replays.increment();
    }
  }
}
