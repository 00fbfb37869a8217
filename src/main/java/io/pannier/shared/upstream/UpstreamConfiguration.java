package io.pannier.shared.upstream;

import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.pannier.shared.logging.LogThrottle;
import io.pannier.shared.settings.PropertyChecks;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;

/** What the adapters of all upstreams share. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
  UpstreamConfiguration.LogProperties.class,
  UpstreamConfiguration.RetryBudgetProperties.class
})
class UpstreamConfiguration {

  @Bean
  Flaws flaws(MeterRegistry meters, LogProperties properties) {
    return new Flaws(meters, new LogThrottle<>(properties.logInterval(), System::nanoTime));
  }

  @Bean
  UpstreamClients upstreamClients(
      ObservationRegistry observations,
      ObjectProvider<UpstreamClients.Customizer> customizer,
      ReactorResourceFactory eventLoops,
      BulkheadRegistry bulkheads,
      CircuitBreakerRegistry breakers,
      RetryRegistry retries,
      MeterRegistry meters,
      LogProperties properties,
      RetryBudgetProperties budget) {
    return new UpstreamClients(
        UpstreamClients.overHttp(
            eventLoops.getLoopResources(),
            customizer.getIfAvailable(() -> http -> http),
            observations),
        bulkheads,
        breakers,
        retries,
        source ->
            new RetryBudget(
                budget.percent(),
                budget.floor(),
                budget.window(),
                System::nanoTime,
                meters.counter("pannier.upstream.retries.refused", "upstream", source.text())),
        source ->
            new UnavailableReporter(
                source, meters, new LogThrottle<>(properties.logInterval(), System::nanoTime)));
  }

  /**
   * How often the log repeats that an upstream is unavailable, or what is wrong with its answers.
   *
   * @param logInterval at most one line for each reason or field in this time; 0 for every line
   */
  @ConfigurationProperties("pannier.upstream")
  record LogProperties(@DefaultValue(LogThrottle.USUAL) Duration logInterval) {

    LogProperties {
      PropertyChecks.notNegative("pannier.upstream.log-interval", logInterval);
    }
  }

  /**
   * How many calls of each upstream are tried again in a window.
   *
   * @param percent of its calls
   * @param floor on top of that
   */
  @ConfigurationProperties("pannier.upstream.retry-budget")
  record RetryBudgetProperties(
      @DefaultValue("10") int percent,
      @DefaultValue("10") int floor,
      @DefaultValue("10s") Duration window) {

    RetryBudgetProperties {
      PropertyChecks.between("pannier.upstream.retry-budget.percent", percent, 0, 100);
      PropertyChecks.between("pannier.upstream.retry-budget.floor", floor, 0, Integer.MAX_VALUE);
      PropertyChecks.positive("pannier.upstream.retry-budget.window", window);
    }
  }
}
