package io.pannier.shared.upstream;

import io.pannier.shared.logging.LateErrors;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Deadline;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Asks one upstream. It always returns an answer: a failure becomes an unavailable one. */
public final class UpstreamClient {

  private final UpstreamExchange pooled;
  private final UpstreamExchange fresh;
  private final UpstreamPolicy policy;
  private final UnavailableReporter reporter;

  /**
   * A client.
   *
   * @param pooled uses connections again
   * @param fresh opens a connection for each request
   */
  UpstreamClient(
      UpstreamExchange pooled,
      UpstreamExchange fresh,
      UpstreamPolicy policy,
      UnavailableReporter reporter) {
    this.pooled = pooled;
    this.fresh = fresh;
    this.policy = policy;
    this.reporter = reporter;
  }

  /**
   * One look-up, or several smaller ones if its answer is too large.
   *
   * @param asked what the answers will be about
   * @param halvedBy what halves keep together as long as they can, as in {@link Batches#halves}
   * @param request about some or all of it, built for each attempt
   * @param reader decodes, checks and translates the body about that; it raises {@link
   *     UpstreamException} where the answer as a whole cannot be used
   * @return an answer for everything asked, before the deadline; never an error, never empty
   */
  public <K, V> Mono<Answers<K, V>> find(
      Set<K> asked,
      Deadline deadline,
      Function<K, ?> halvedBy,
      Function<Set<K>, UpstreamRequest> request,
      BiFunction<Set<K>, byte[], Answers<K, V>> reader) {
    return Batches.halving(
        asked,
        halvedBy,
        part ->
            LateErrors.quiet(
                    policy.apply(
                        attempt(pooled, part, deadline, request, reader),
                        attempt(fresh, part, deadline, request, reader),
                        deadline))
                .onErrorResume(failure -> unanswered(part, failure)));
  }

  /** A too large answer about one key is invalid; about several keys, they are asked in halves. */
  private <K, V> Mono<Answers<K, V>> unanswered(Set<K> part, Throwable failure) {
    if (failure instanceof UpstreamException.TooLarge && part.size() > 1) {
      reporter.reportHalved();
      return Mono.error(failure);
    }
    return Mono.deferContextual(
        subscriber -> Mono.just(Answers.unavailable(part, reporter.report(failure, subscriber))));
  }

  private <K, V> Mono<Answers<K, V>> attempt(
      UpstreamExchange exchange,
      Set<K> part,
      Deadline deadline,
      Function<Set<K>, UpstreamRequest> request,
      BiFunction<Set<K>, byte[], Answers<K, V>> reader) {
    return Mono.defer(() -> exchange.ask(request.apply(part), deadline))
        .map(body -> reader.apply(part, body))
        .onErrorMap(UpstreamException::ofExchange);
  }
}
