package io.pannier.shared.warmup;

import io.micrometer.observation.ObservationPredicate;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.settings.PropertyChecks;
import io.pannier.shared.upstream.UpstreamClients;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts together what warms up. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WarmUpConfiguration.WarmUpProperties.class)
class WarmUpConfiguration {

  private static final Logger log = LoggerFactory.getLogger(WarmUpConfiguration.class);

  private static final Duration CONNECT = Duration.ofSeconds(1);

  @Bean
  ApplicationRunner warmUp(
      ConfigurableApplicationContext service,
      ObjectProvider<WarmUp> parts,
      UpstreamClients upstreams,
      WarmUpProperties properties) {
    return properties.enabled()
        ? new WarmUpRunner(
            properties.limit(),
            deadline -> {
              Deadline enough = deadline.minus(properties.limit().dividedBy(2));
              boolean isRehearsed = rehearse(service, parts.stream().toList(), enough);
              connect(upstreams);
              return isRehearsed;
            })
        : arguments -> {};
  }

  /**
   * Requests of the warm-up pass the service's own filters on its thread; no metric and no trace
   * counts them.
   */
  @Bean
  ObservationPredicate warmUpIsNotObserved() {
    return (name, context) -> !WarmUpRunner.isRunningThis();
  }

  private static boolean rehearse(
      ConfigurableApplicationContext service, List<WarmUp> parts, Deadline enough) {
    try (Rehearsal rehearsal = new Rehearsal(service, parts)) {
      return rehearsal.run(enough);
    }
  }

  /** At the end, since connections that nobody uses are closed again. */
  private static void connect(UpstreamClients upstreams) {
    List<String> unreachable = upstreams.connect(CONNECT).blockOptional().orElse(List.of());
    if (!unreachable.isEmpty()) {
      log.info("No connection yet to {}", String.join(", ", unreachable));
    }
  }

  /**
   * What is done before the service says that it is ready.
   *
   * @param enabled false: the first clients wait for code that was never run
   * @param limit after which it is ready all the same
   */
  @ConfigurationProperties("pannier.warm-up")
  record WarmUpProperties(
      @DefaultValue("true") boolean enabled, @DefaultValue("10s") Duration limit) {

    WarmUpProperties {
      PropertyChecks.positive("pannier.warm-up.limit", limit);
    }
  }
}
