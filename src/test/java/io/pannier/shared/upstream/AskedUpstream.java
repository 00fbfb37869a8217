package io.pannier.shared.upstream;

import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pannier.shared.configuration.Secret;
import io.pannier.shared.logging.LogThrottle;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.Provenance;
import io.pannier.shared.model.Provenance.Source;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.springframework.http.MediaType;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.HttpResources;

/** A client of an upstream, and what its breaker and its bulkhead made of the calls. */
final class AskedUpstream implements AutoCloseable {

  /** Of an attempt: what is decided within it was decided by what the upstream sent. */
  private static final Duration LONG = Duration.ofSeconds(20);

  private final CircuitBreakerRegistry breakers =
      CircuitBreakerRegistry.of(
          CircuitBreakerConfig.custom()
              .slidingWindowSize(100)
              .minimumNumberOfCalls(100)
              .ignoreException(new UpstreamException.NotCounted())
              .build());
  private final RetryRegistry retries =
      RetryRegistry.of(
          RetryConfig.custom()
              .maxAttempts(2)
              .intervalFunction(IntervalFunction.of(50))
              .retryOnException(new UpstreamException.WorthAnotherTry())
              .build());
  private final BulkheadRegistry bulkheads;
  private final int permits;
  private final UpstreamClients clients;
  private final UpstreamClient client;

  /**
   * A client.
   *
   * @param permits of its bulkhead, and connections of its pool
   */
  AskedUpstream(URI address, int permits) {
    this.permits = permits;
    this.bulkheads =
        BulkheadRegistry.of(
            BulkheadConfig.custom()
                .maxConcurrentCalls(permits)
                .maxWaitDuration(Duration.ZERO)
                .build());
    this.clients =
        new UpstreamClients(
            WebClient::builder,
            HttpResources.get(),
            bulkheads,
            breakers,
            retries,
            source ->
                new UnavailableReporter(
                    source, new SimpleMeterRegistry(), new LogThrottle<>(LONG, () -> 0)));
    this.client =
        clients.create(
            new UpstreamSettings(
                Source.CATALOG,
                "catalog",
                address,
                LONG,
                DataSize.ofKilobytes(1),
                MediaType.APPLICATION_JSON,
                UpstreamSettings.Credentials.apiKey(new Secret("the-key"))));
  }

  /** The body that was answered, or why there is none. */
  String ask() {
    return Objects.requireNonNull(answer().block());
  }

  /** As many questions side by side. */
  List<String> ask(int questions) {
    return Objects.requireNonNull(
        Flux.range(0, questions).flatMap(number -> answer(), questions).collectList().block());
  }

  /** Somebody who asks, and may go away before there is an answer. */
  Disposable asker() {
    return answer().subscribe();
  }

  private Mono<String> answer() {
    return client
        .find(
            Set.of("thing"),
            Deadline.after(LONG.multipliedBy(3)),
            Function.identity(),
            (web, asked) -> web.post().uri("/things").bodyValue("?"),
            (asked, body) -> read(body))
        .map(all -> all.about("thing"))
        .map(answer -> answer.known().orElseGet(() -> answer.reason().orElseThrow().name()));
  }

  private static Answers<String, String> read(byte[] body) {
    return new Answers<>(
        Map.of(
            "thing",
            Answer.found(
                new String(body, StandardCharsets.UTF_8),
                Provenance.fresh(Source.CATALOG, Instant.EPOCH))));
  }

  /** Calls that the breaker counted as failed, and as successful. */
  String counted() {
    var metrics = breakers.circuitBreaker("catalog").getMetrics();
    return metrics.getNumberOfFailedCalls() + "+" + metrics.getNumberOfSuccessfulCalls();
  }

  boolean holdsNothing() {
    return bulkheads.bulkhead("catalog").getMetrics().getAvailableConcurrentCalls() == permits;
  }

  @Override
  public void close() {
    clients.close();
  }
}
