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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;

/**
 * The operators around each call of one upstream. Their order matters: a time limit outside the
 * breaker would never open it, a retry inside would multiply the load on a failing upstream, and a
 * caller with a short deadline must not open the breaker for everyone.
 */
final class UpstreamPolicy {

  /** So that the answer is sent before the operation's own deadline. */
  private static final Duration MARGIN = Duration.ofMillis(20);

  private final Bulkhead bulkhead;
  private final Duration timeout;
  private final CircuitBreaker breaker;
  private final Retry retry;
  private final RetryBudget budget;

  /**
   * Creates one.
   *
   * @param timeout of one attempt
   * @param budget of retries, over all calls
   */
  UpstreamPolicy(
      Bulkhead bulkhead,
      Duration timeout,
      CircuitBreaker breaker,
      Retry retry,
      RetryBudget budget) {
    this.bulkhead = bulkhead;
    this.timeout = timeout;
    this.breaker = breaker;
    this.retry = retry;
    this.budget = budget;
  }

  /**
   * Runs attempts under this policy, until shortly before the deadline. The first one is made again
   * where its connection turns out to have been stale: the breaker does not see that, and it is no
   * retry.
   *
   * @param first may use any connection
   * @param later uses a fresh connection, so that it does not meet the next stale one
   */
  <T> Mono<T> apply(Mono<T> first, Mono<T> later, Deadline deadline) {
    return Mono.defer(
        () -> {
          budget.call();
          return apply(eachTime(first, later), deadline);
        });
  }

  private <T> Mono<T> eachTime(Mono<T> first, Mono<T> later) {
    AtomicBoolean tried = new AtomicBoolean();
    return Mono.defer(
        () ->
            tried.getAndSet(true)
                ? limited(later)
                : limited(first)
                    .onErrorResume(
                        UpstreamException.StaleConnection.class, stale -> limited(later)));
  }

  private <T> Mono<T> limited(Mono<T> attempt) {
    return attempt.transform(BulkheadOperator.of(bulkhead)).timeout(timeout, late());
  }

  private <T> Mono<T> apply(Mono<T> attempts, Deadline deadline) {
    AtomicInteger failures = new AtomicInteger();
    return attempts
        .transform(CircuitBreakerOperator.of(breaker))
        .onErrorMap(
            UpstreamException.class,
            failure -> lastUnlessRetried(failure, failures.incrementAndGet(), deadline))
        .transform(RetryOperator.of(retry))
        .transform(policed -> cut(policed, deadline));
  }

  /**
   * The failure as it is if it will be retried, else as the last one: there is no retry if the next
   * attempt would not have its full time, even without a pause before it, or if the budget is
   * spent.
   */
  private UpstreamException lastUnlessRetried(
      UpstreamException failure, int failures, Deadline deadline) {
    if (!failure.isWorthAnotherTry() || failures >= retry.getRetryConfig().getMaxAttempts()) {
      return failure;
    }
    boolean room = deadline.minus(timeout).remaining().toNanos() > 0;
    return room && budget.spend() ? failure : failure.asLast();
  }

  /** Cancels what runs: the breaker gives the permit back and records nothing. */
  private static <T> Mono<T> cut(Mono<T> policed, Deadline deadline) {
    Duration left = deadline.minus(MARGIN).remaining();
    return left.isZero()
        ? Mono.error(new TimeoutException("the deadline has passed"))
        : policed.timeout(left, late());
  }

  /** Of our own: Reactor's would describe what it waited for, in each call, late or not. */
  private static <T> Mono<T> late() {
    return Mono.error(() -> new TimeoutException("no answer in time"));
  }
}
