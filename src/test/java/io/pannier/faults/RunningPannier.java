package io.pannier.faults;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.pannier.PannierApplication;
import io.pannier.local.StubUpstream;
import io.pannier.local.StubUpstreams;
import io.pannier.shared.upstream.UpstreamClients;
import io.pannier.testkit.Client;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The whole service, on a port of its own, with a client that holds it to its contracts. */
final class RunningPannier implements AutoCloseable {

  private final ConfigurableApplicationContext context;
  private final StubUpstreams stubs;
  private final UpstreamRedirects detours;
  private final Client client;

  private RunningPannier(
      ConfigurableApplicationContext context, StubUpstreams stubs, UpstreamRedirects detours) {
    this.context = context;
    this.stubs = stubs;
    this.detours = detours;
    this.client =
        Client.heldToContracts(
            context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
  }

  static RunningPannier start(StubUpstreams stubs, Map<String, String> properties) {
    UpstreamRedirects detours = new UpstreamRedirects(stubs);
    String[] arguments =
        Stream.of(Map.of("server.port", "0"), stubs.properties(), properties)
            .flatMap(some -> some.entrySet().stream())
            .map(property -> "--" + property.getKey() + "=" + property.getValue())
            .toArray(String[]::new);
    return new RunningPannier(
        new SpringApplicationBuilder(PannierApplication.class)
            .web(WebApplicationType.REACTIVE)
            .initializers(
                (GenericApplicationContext starting) ->
                    starting.registerBean(UpstreamClients.Customizer.class, () -> detours))
            .run(arguments),
        stubs,
        detours);
  }

  Client client() {
    return client;
  }

  StubUpstreams stubs() {
    return stubs;
  }

  UpstreamRedirects detours() {
    return detours;
  }

  CircuitBreaker breaker(StubUpstream upstream) {
    return context.getBean(CircuitBreakerRegistry.class).circuitBreaker(instance(upstream));
  }

  Bulkhead bulkhead(StubUpstream upstream) {
    return context.getBean(BulkheadRegistry.class).bulkhead(instance(upstream));
  }

  /** How many the upstream's stub got since the last reset. */
  int requests(StubUpstream upstream) {
    return stubs.server(upstream).getAllServeEvents().size();
  }

  /** As if nothing had happened yet. */
  void reset() {
    for (StubUpstream upstream : StubUpstream.values()) {
      WireMockServer server = stubs.server(upstream);
      server.resetRequests();
      breaker(upstream).reset();
    }
  }

  /** Names under {@code resilience4j.*} have no dash. */
  private static String instance(StubUpstream upstream) {
    return upstream == StubUpstream.LEGACY_INVENTORY ? "legacyInventory" : upstream.id();
  }

  @Override
  public void close() {
    context.close();
  }
}
