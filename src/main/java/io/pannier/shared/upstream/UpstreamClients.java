package io.pannier.shared.upstream;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.netty.channel.ChannelOption;
import io.pannier.shared.logging.LogThrottle;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Provenance.Source;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;
import reactor.netty.transport.AddressUtils;

/** Makes the clients of upstreams, each with a connection pool and a policy of its own. */
public final class UpstreamClients implements AutoCloseable {

  /**
   * Changes the client of every upstream, such as to a proxy or other trusted certificates: a bean
   * of this type, of which there is at most one.
   */
  @FunctionalInterface
  public interface Customizer extends UnaryOperator<HttpClient> {}

  private static final int CONNECT_MILLIS = 300;
  private static final Duration RESOLVE = Duration.ofMillis(500);

  /**
   * The longest that an address is kept: name servers of container engines allow a day, but a
   * restarted container has another address.
   */
  private static final Duration ADDRESS = Duration.ofSeconds(30);

  private static final Duration ACQUIRE = Duration.ofMillis(100);
  private static final int PENDING = 16;
  private static final Duration IDLE = Duration.ofSeconds(15);
  private static final Duration LIFE = Duration.ofSeconds(60);

  private final UpstreamExchange.Factory exchanges;
  private final BulkheadRegistry bulkheads;
  private final CircuitBreakerRegistry breakers;
  private final RetryRegistry retries;
  private final Function<Source, RetryBudget> budgets;
  private final Function<Source, UnavailableReporter> reporter;
  private final List<ConnectionProvider> pools = new CopyOnWriteArrayList<>();
  private final Map<String, UpstreamExchange> pooled = new ConcurrentHashMap<>();

  UpstreamClients(
      UpstreamExchange.Factory exchanges,
      BulkheadRegistry bulkheads,
      CircuitBreakerRegistry breakers,
      RetryRegistry retries,
      Function<Source, RetryBudget> budgets,
      Function<Source, UnavailableReporter> reporter) {
    this.exchanges = exchanges;
    this.bulkheads = bulkheads;
    this.breakers = breakers;
    this.retries = retries;
    this.budgets = budgets;
    this.reporter = reporter;
  }

  /** Exchanges over HTTP, each measured. */
  static UpstreamExchange.Factory overHttp(
      LoopResources eventLoops, Customizer customizer, ObservationRegistry observations) {
    return (connections, settings) ->
        new HttpExchange(
            customizer.apply(http(connections, settings, eventLoops)), settings, observations);
  }

  /**
   * Clients that answer from memory and send nothing, with breakers and limits of their own.
   *
   * @param answers the body of every answer of an upstream; without one its answers are invalid
   * @param meters where they count what they do
   */
  public static UpstreamClients inMemory(Map<Source, String> answers, MeterRegistry meters) {
    LogThrottle<Reason> throttle = new LogThrottle<>(Duration.ofDays(1), System::nanoTime);
    return new UpstreamClients(
        (connections, settings) ->
            new UpstreamExchange.InMemory(answers.getOrDefault(settings.source(), "")),
        BulkheadRegistry.ofDefaults(),
        CircuitBreakerRegistry.ofDefaults(),
        RetryRegistry.ofDefaults(),
        source ->
            new RetryBudget(
                0, 0, Duration.ofSeconds(1), System::nanoTime, meters.counter("retries.refused")),
        source -> new UnavailableReporter(source, meters, throttle));
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
    UpstreamExchange exchange = exchanges.over(pool(settings, bulkhead), settings);
    pooled.put(settings.instance(), exchange);
    return new UpstreamClient(
        exchange,
        exchanges.over(ConnectionProvider.newConnection(), settings),
        policy,
        reporter.apply(settings.source()));
  }

  /**
   * Opens a connection to each upstream, with a request that it may ignore: {@code OPTIONS} of the
   * base URL, without the credentials.
   *
   * @param limit of each attempt; they are made at the same time
   * @return those that could not be reached; never an error
   */
  public Mono<List<String>> connect(Duration limit) {
    return Flux.fromIterable(pooled.entrySet())
        .flatMap(
            upstream ->
                upstream
                    .getValue()
                    .connect()
                    .timeout(limit)
                    .then(Mono.<String>empty())
                    .onErrorResume(failure -> Mono.just(upstream.getKey())))
        .collectSortedList();
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

  private static HttpClient http(
      ConnectionProvider connections, UpstreamSettings settings, LoopResources eventLoops) {
    URI base = settings.baseUrl();
    boolean isSecure = "https".equalsIgnoreCase(base.getScheme());
    int port = base.getPort() >= 0 ? base.getPort() : isSecure ? 443 : 80;
    InetSocketAddress address = AddressUtils.createUnresolved(base.getHost(), port);
    HttpClient http =
        ExchangeCodec.spokenBy(HttpClient.create(connections))
            .runOn(eventLoops)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
            .resolver(names -> names.queryTimeout(RESOLVE).cacheMaxTimeToLive(ADDRESS))
            .followRedirect(false)
            .disableRetry(true)
            .remoteAddress(() -> address);
    return isSecure ? http.secure() : http;
  }

  @Override
  public void close() {
    pools.forEach(ConnectionProvider::dispose);
  }
}
