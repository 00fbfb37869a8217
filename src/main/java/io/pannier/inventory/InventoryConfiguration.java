package io.pannier.inventory;

import io.micrometer.core.instrument.MeterRegistry;
import io.pannier.inventory.domain.InventoryFacade;
import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.inventory.domain.port.InventoryGateway;
import io.pannier.shared.cache.AnswerCache;
import io.pannier.shared.cache.CacheSettings;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Provenance.Source;
import io.pannier.shared.settings.PropertyChecks;
import io.pannier.shared.settings.UpstreamKinds;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/**
 * Composes the {@link InventoryGateway} that other features use. What wraps every adapter belongs
 * here, so that it stays when another adapter is chosen.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
  InventoryConfiguration.LegacyFallbackProperties.class,
  InventoryConfiguration.CacheProperties.class
})
class InventoryConfiguration {

  /** In bytes, as estimated. */
  private static final int STOCK_LEVEL = 200;

  /**
   * The chosen adapter, with the legacy inventory behind it where that is switched on; before both,
   * questions are joined, and stock levels kept for as long as is set.
   *
   * @param legacy empty where the fallback is off
   */
  @Bean
  InventoryGateway inventoryGateway(
      @Qualifier("adapter") ObjectProvider<InventoryGateway> adapters,
      @Qualifier("legacy") Optional<InventoryGateway> legacy,
      LegacyFallbackProperties properties,
      CacheProperties cache,
      MeterRegistry meters,
      Clock clock,
      ConfigurableListableBeanFactory beans) {
    InventoryGateway adapter = UpstreamKinds.adapter("inventory", adapters, beans);
    InventoryGateway inventory =
        legacy
            .<InventoryGateway>map(
                fallback ->
                    new InventoryFacade(
                        adapter,
                        fallback,
                        properties.reserve(),
                        (because, answer) -> count(meters, because, answer)))
            .orElse(adapter);
    return cache.enabled()
        ? new AnswerCache<>(
                inventory::find,
                cache.settings(),
                new AnswerCache.Values<StockLevel>(
                    Source.INVENTORY, level -> STOCK_LEVEL, level -> Optional.empty()),
                System::nanoTime,
                clock,
                meters)
            ::find
        : inventory;
  }

  private static void count(MeterRegistry meters, Reason because, Answer<StockLevel> answer) {
    String outcome = answer.fold(found -> "found", none -> "not_found", none -> "unavailable");
    meters
        .counter(
            "pannier.inventory.fallback",
            "reason",
            because.name().toLowerCase(Locale.ROOT),
            "outcome",
            outcome)
        .increment();
  }

  /**
   * When the legacy inventory is asked.
   *
   * @param enabled absent: only behind the reference inventory, with which it shares its products
   * @param reserve how much of the deadline is kept for it: an attempt and a little more
   */
  @ConfigurationProperties("pannier.inventory.legacy-fallback")
  record LegacyFallbackProperties(
      @Nullable Boolean enabled, @DefaultValue("450ms") Duration reserve) {

    LegacyFallbackProperties {
      PropertyChecks.positive("pannier.inventory.legacy-fallback.reserve", reserve);
    }
  }

  /**
   * For how long stock levels are good.
   *
   * @param enabled false: each request asks for itself; true joins questions even if nothing is
   *     kept
   * @param lifetime of one, counted from when it was asked about; 0: none is kept
   * @param notFound how long it is good that there is none
   * @param limit of a question that several callers may wait for
   * @param maxSize of all that are kept
   */
  @ConfigurationProperties("pannier.inventory.cache")
  record CacheProperties(
      @DefaultValue("true") boolean enabled,
      @DefaultValue("0s") Duration lifetime,
      @DefaultValue("0s") Duration notFound,
      @DefaultValue("1s") Duration limit,
      @DefaultValue("16MB") DataSize maxSize) {

    CacheProperties {
      CacheSettings.check(
          "pannier.inventory.cache", lifetime, Duration.ZERO, notFound, limit, maxSize);
    }

    CacheSettings settings() {
      return CacheSettings.neverStale(lifetime, notFound, limit, maxSize);
    }
  }
}
