package io.pannier.shared.upstream;

import io.github.resilience4j.bulkhead.BulkheadFullException;
import java.util.function.Predicate;

/**
 * What circuit breakers ignore: our own full bulkhead or pool, and answers (404, 429) that say
 * nothing of the upstream's health. Named in {@code resilience4j.circuitbreaker.configs}.
 */
public final class NotCounted implements Predicate<Throwable> {

  @Override
  public boolean test(Throwable failure) {
    return failure instanceof BulkheadFullException
        || (failure instanceof UpstreamException upstream && !upstream.isCounted());
  }
}
