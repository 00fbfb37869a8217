package io.pannier.shared.upstream;

import io.github.resilience4j.bulkhead.BulkheadFullException;
import java.util.function.Predicate;

/**
 * What circuit breakers ignore: our own full bulkhead or pool, answers that are too large, and
 * statuses that say nothing of the upstream's health (404, 429, and 413, 414 and 431, which our own
 * request causes). Named in {@code resilience4j.circuitbreaker.configs}.
 */
public final class NotCounted implements Predicate<Throwable> {

  @Override
  public boolean test(Throwable failure) {
    return failure instanceof BulkheadFullException
        || (failure instanceof UpstreamException upstream && !upstream.isCounted());
  }
}
