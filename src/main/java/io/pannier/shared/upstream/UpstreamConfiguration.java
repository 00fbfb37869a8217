package io.pannier.shared.upstream;

import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.pannier.shared.logging.LinePace;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.web.reactive.function.client.WebClient;

/** What the adapters of all upstreams share. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(UpstreamLogProperties.class)
class UpstreamConfiguration {

  @Bean
  Flaws flaws(MeterRegistry meters, UpstreamLogProperties properties) {
    return new Flaws(meters, new LinePace<>(properties.logInterval(), System::nanoTime));
  }

  /** Boot's builders, since they carry observation: metrics and {@code traceparent}. */
  @Bean
  UpstreamClients upstreamClients(
      ObjectProvider<WebClient.Builder> builders,
      ReactorResourceFactory eventLoops,
      BulkheadRegistry bulkheads,
      CircuitBreakerRegistry breakers,
      RetryRegistry retries,
      MeterRegistry meters,
      UpstreamLogProperties properties) {
    return new UpstreamClients(
        builders::getObject,
        eventLoops.getLoopResources(),
        bulkheads,
        breakers,
        retries,
        source ->
            new Degradations(
                source, meters, new LinePace<>(properties.logInterval(), System::nanoTime)));
  }
}
