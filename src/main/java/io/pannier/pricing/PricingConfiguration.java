package io.pannier.pricing;

import io.micrometer.core.instrument.MeterRegistry;
import io.pannier.pricing.domain.port.PricingGateway;
import io.pannier.shared.cache.AnswerCache;
import io.pannier.shared.cache.CacheSettings;
import io.pannier.shared.model.Provenance.Source;
import io.pannier.shared.settings.UpstreamKinds;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/**
 * Composes the {@link PricingGateway} that other features use. What wraps every adapter belongs
 * here, so that it stays when another adapter is chosen.
 */
@Configuration(proxyBeanMethods = false)
class PricingConfiguration {

  /** In bytes, as estimated. */
  private static final int PRICE = 200;

  /**
   * The adapter of the chosen kind; questions are joined, and prices kept for as long as is set.
   */
  @Bean
  PricingGateway pricingGateway(
      @Qualifier("adapter") ObjectProvider<PricingGateway> adapters,
      ConfigurableListableBeanFactory beans,
      CacheProperties properties,
      MeterRegistry meters,
      Clock clock) {
    PricingGateway adapter = UpstreamKinds.adapter("pricing", adapters, beans);
    return properties.enabled()
        ? new AnswerCache<>(
                adapter::find,
                properties.settings(),
                new AnswerCache.Values<>(
                    Source.PRICING,
                    price -> PRICE,
                    price -> Optional.ofNullable(price.validUntil())),
                System::nanoTime,
                clock,
                meters)
            ::find
        : adapter;
  }

  /**
   * For how long prices are good.
   *
   * @param enabled false: each request asks for itself; true joins questions even if nothing is
   *     kept
   * @param lifetime of one, counted from when it was asked about; 0: none is kept
   * @param notFound how long it is good that there is none
   * @param limit of a question that several callers may wait for
   * @param maxSize of all that are kept
   */
  @ConfigurationProperties("pannier.pricing.cache")
  record CacheProperties(
      @DefaultValue("true") boolean enabled,
      @DefaultValue("0s") Duration lifetime,
      @DefaultValue("0s") Duration notFound,
      @DefaultValue("1s") Duration limit,
      @DefaultValue("16MB") DataSize maxSize) {

    CacheProperties {
      CacheSettings.check(
          "pannier.pricing.cache", lifetime, Duration.ZERO, notFound, limit, maxSize);
    }

    CacheSettings settings() {
      return CacheSettings.neverStale(lifetime, notFound, limit, maxSize);
    }
  }
}
