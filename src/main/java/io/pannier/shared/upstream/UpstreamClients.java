package io.pannier.shared.upstream;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import io.netty.channel.ChannelOption;
import io.pannier.shared.model.Provenance.Source;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.util.DefaultUriBuilderFactory;
import org.springframework.web.util.DefaultUriBuilderFactory.EncodingMode;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/** Makes the clients of upstreams, each with a connection pool and a policy of its own. */
public final class UpstreamClients implements AutoCloseable {

  private static final int CONNECT_MILLIS = 300;
  private static final Duration RESOLVE = Duration.ofMillis(500);

  /** Name servers of container engines say a day, and what is started anew has another address. */
  private static final Duration ADDRESS = Duration.ofSeconds(30);

  private static final Duration ACQUIRE = Duration.ofMillis(100);
  private static final int PENDING = 16;
  private static final Duration IDLE = Duration.ofSeconds(15);
  private static final Duration LIFE = Duration.ofSeconds(60);

  private final Supplier<WebClient.Builder> builders;
  private final LoopResources eventLoops;
  private final BulkheadRegistry bulkheads;
  private final CircuitBreakerRegistry breakers;
  private final RetryRegistry retries;
  private final Function<Source, RetryBudget> budgets;
  private final Function<Source, UnavailableReporter> reporter;
  private final List<ConnectionProvider> pools = new CopyOnWriteArrayList<>();

  UpstreamClients(
      Supplier<WebClient.Builder> builders,
      LoopResources eventLoops,
      BulkheadRegistry bulkheads,
      CircuitBreakerRegistry breakers,
      RetryRegistry retries,
      Function<Source, RetryBudget> budgets,
      Function<Source, UnavailableReporter> reporter) {
    this.builders = builders;
    this.eventLoops = eventLoops;
    this.bulkheads = bulkheads;
    this.breakers = breakers;
    this.retries = retries;
    this.budgets = budgets;
    this.reporter = reporter;
  }

  public UpstreamClient create(UpstreamSettings settings) {
    Bulkhead bulkhead = bulkheads.bulkhead(settings.instance());
    UpstreamPolicy policy =
        new UpstreamPolicy(
            bulkhead,
            settings.timeout(),
            breakers.circuitBreaker(settings.instance()),
            retries.retry(settings.instance()),
            budgets.apply(settings.source()));
    return new UpstreamClient(
        settings.mediaType(),
        new BoundedBody(settings.largestAnswer()),
        web(settings, pool(settings, bulkhead)),
        web(settings, ConnectionProvider.newConnection()),
        policy,
        reporter.apply(settings.source()));
  }

  private ConnectionProvider pool(UpstreamSettings settings, Bulkhead bulkhead) {
    ConnectionProvider pool =
        ConnectionProvider.builder(settings.source().text())
            .maxConnections(bulkhead.getBulkheadConfig().getMaxConcurrentCalls())
            .pendingAcquireMaxCount(PENDING)
            .pendingAcquireTimeout(ACQUIRE)
            .maxIdleTime(IDLE)
            .maxLifeTime(LIFE)
            .evictInBackground(IDLE)
            .metrics(true)
            .build();
    pools.add(pool);
    return pool;
  }

  private WebClient web(UpstreamSettings settings, ConnectionProvider connections) {
    HttpClient http =
        ExchangeCodec.spokenBy(HttpClient.create(connections))
            .runOn(eventLoops)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
            .resolver(names -> names.queryTimeout(RESOLVE).cacheMaxTimeToLive(ADDRESS))
            .followRedirect(false)
            .disableRetry(true);
    DefaultUriBuilderFactory uris = new DefaultUriBuilderFactory(settings.baseUrl().toString());
    // Variables are digits and commas; this mode leaves the commas of a list as they are.
    uris.setEncodingMode(EncodingMode.URI_COMPONENT);
    return builders
        .get()
        .clientConnector(new ReactorClientHttpConnector(http))
        .uriBuilderFactory(uris)
        .filter(settings.credentials())
        .build();
  }

  @Override
  public void close() {
    pools.forEach(ConnectionProvider::dispose);
  }
}
