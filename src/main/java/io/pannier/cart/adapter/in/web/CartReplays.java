package io.pannier.cart.adapter.in.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.pannier.cart.application.CartResult;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counts the answers that were given again to a repeated key, whatever the version of the API. */
public final class CartReplays {

  /** Operations that can have a key. */
  public enum Operation {
    ADD,
    BATCH,
    CHANGE
  }

  private final Map<Operation, Counter> counters = new EnumMap<>(Operation.class);

  /** Registers them before the first one, so that a rate can be computed from it. */
  CartReplays(MeterRegistry meters) {
    for (Operation operation : Operation.values()) {
      counters.put(
          operation,
          Counter.builder("pannier.cart.replays")
              .description("Answers given again, to a repeated idempotency key")
              .tag("operation", operation.name().toLowerCase(Locale.ROOT))
              .register(meters));
    }
  }

  public void count(Operation operation, CartResult.Changed change) {
    Counter counter = counters.get(operation);
    if (counter != null && change.replayed()) {
      counter.increment();
    }
  }
}
