package io.pannier.shared.upstream;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.reactor.bulkhead.operator.BulkheadOperator;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.github.resilience4j.reactor.retry.RetryOperator;
import io.github.resilience4j.retry.Retry;
import io.pannier.shared.model.Deadline;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Mono;

/**
 * What stands around each call of one upstream. The order matters: a time limit outside the breaker
 * would never open it, a retry inside would multiply the load on a failing upstream, and a caller
 * in a hurry must not open the breaker for everyone.
 *
 * @param timeout of one attempt
 */
record UpstreamPolicy(Bulkhead bulkhead, Duration timeout, CircuitBreaker breaker, Retry retry) {

  /** So that the answer gets out before the operation's own deadline. */
  private static final Duration MARGIN = Duration.ofMillis(20);

  /** Runs the attempt under this policy, until shortly before the deadline. */
  <T> Mono<T> apply(Mono<T> attempt, Deadline deadline) {
    return attempt
        .transformDeferred(BulkheadOperator.of(bulkhead))
        .timeout(timeout)
        .transformDeferred(CircuitBreakerOperator.of(breaker))
        .onErrorMap(UpstreamException.class, failure -> lastWithoutRoom(failure, deadline))
        .transformDeferred(RetryOperator.of(retry))
        .transformDeferred(policed -> cut(policed, deadline));
  }

  /** Where an attempt could not have its full time even without a pause before it. */
  private UpstreamException lastWithoutRoom(UpstreamException failure, Deadline deadline) {
    boolean room = deadline.minus(timeout).remaining().toNanos() > 0;
    return room ? failure : failure.asLast();
  }

  /** Cancels what runs: the breaker gives the permit back and records nothing. */
  private static <T> Mono<T> cut(Mono<T> policed, Deadline deadline) {
    Duration left = deadline.minus(MARGIN).remaining();
    return left.isZero()
        ? Mono.error(new TimeoutException("the deadline has passed"))
        : policed.timeout(left);
  }
}
