package io.pannier.shared.upstream;

import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.pannier.shared.logging.LogThrottle;
import io.pannier.shared.model.Provenance.Source;
import io.pannier.shared.settings.Secret;
import java.net.URI;
import java.time.Duration;
import org.springframework.http.MediaType;
import org.springframework.util.unit.DataSize;
import reactor.netty.http.HttpResources;

/**
 * Clients of the catalog that retry once after 50 ms and log each failure once, with one breaker
 * and one bulkhead.
 */
final class TestClients implements AutoCloseable {

  /** Of an attempt: what is decided within it was decided by what the upstream sent. */
  static final Duration LONG = Duration.ofSeconds(20);

  private final CircuitBreakerRegistry breakers;
  private final BulkheadRegistry bulkheads;
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final UpstreamClients clients;

  /**
   * Creates them.
   *
   * @param permits of the bulkhead, and connections of each pool
   * @param window calls that the breaker looks at; it opens once half of them have failed
   * @param minimum calls before the breaker can open
   */
  TestClients(int permits, int window, int minimum) {
    this(permits, window, minimum, Integer.MAX_VALUE);
  }

  /**
   * Creates them.
   *
   * @param retryFloor how many calls are tried again at all
   */
  TestClients(int permits, int window, int minimum, int retryFloor) {
    breakers =
        CircuitBreakerRegistry.of(
            CircuitBreakerConfig.custom()
                .slidingWindowSize(window)
                .minimumNumberOfCalls(minimum)
                .ignoreException(new UpstreamException.NotCounted())
                .build());
    bulkheads =
        BulkheadRegistry.of(
            BulkheadConfig.custom()
                .maxConcurrentCalls(permits)
                .maxWaitDuration(Duration.ZERO)
                .build());
    RetryRegistry retries =
        RetryRegistry.of(
            RetryConfig.custom()
                .maxAttempts(2)
                .intervalFunction(IntervalFunction.of(50))
                .retryOnException(new UpstreamException.WorthAnotherTry())
                .build());
    ObservationRegistry observations = ObservationRegistry.create();
    observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
    clients =
        new UpstreamClients(
            UpstreamClients.overHttp(HttpResources.get(), http -> http, observations),
            bulkheads,
            breakers,
            retries,
            source ->
                new RetryBudget(
                    0, retryFloor, Duration.ofHours(1), () -> 0, meters.counter("refused")),
            source ->
                new UnavailableReporter(
                    source, meters, new LogThrottle<>(Duration.ofHours(1), () -> 0)));
  }

  /**
   * A client that reads answers of at most 1 KB.
   *
   * @param timeout of one attempt
   */
  UpstreamClient create(URI address, Duration timeout) {
    return clients.create(
        new UpstreamSettings(
            Source.CATALOG,
            "catalog",
            address,
            timeout,
            DataSize.ofKilobytes(1),
            MediaType.APPLICATION_JSON,
            UpstreamSettings.Credentials.apiKey(new Secret("the-key"))));
  }

  CircuitBreaker breaker() {
    return breakers.circuitBreaker("catalog");
  }

  /** Takes one permit of the bulkhead, for good. */
  boolean takePermit() {
    return bulkheads.bulkhead("catalog").tryAcquirePermission();
  }

  int freePermits() {
    return bulkheads.bulkhead("catalog").getMetrics().getAvailableConcurrentCalls();
  }

  MeterRegistry meters() {
    return meters;
  }

  @Override
  public void close() {
    clients.close();
  }
}
