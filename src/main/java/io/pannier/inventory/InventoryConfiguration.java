package io.pannier.inventory;

import io.micrometer.core.instrument.MeterRegistry;
import io.pannier.inventory.domain.InventoryFacade;
import io.pannier.inventory.domain.model.StockLevel;
import io.pannier.inventory.domain.port.InventoryGateway;
import io.pannier.shared.model.Answer;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.settings.PropertyChecks;
import io.pannier.shared.settings.UpstreamKinds;
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

/**
 * Composes the {@link InventoryGateway} that other features use. What wraps every adapter belongs
 * here, so that it stays when another adapter is chosen.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(InventoryConfiguration.LegacyFallbackProperties.class)
class InventoryConfiguration {

  /**
   * The chosen adapter, with the legacy inventory behind it where that is switched on.
   *
   * @param legacy empty where the fallback is off
   */
  @Bean
  InventoryGateway inventoryGateway(
      @Qualifier("adapter") ObjectProvider<InventoryGateway> adapters,
      @Qualifier("legacy") Optional<InventoryGateway> legacy,
      LegacyFallbackProperties properties,
      MeterRegistry meters,
      ConfigurableListableBeanFactory beans) {
    InventoryGateway adapter = UpstreamKinds.adapter("inventory", adapters, beans);
    return legacy
        .<InventoryGateway>map(
            fallback ->
                new InventoryFacade(
                    adapter,
                    fallback,
                    properties.reserve(),
                    (because, answer) -> count(meters, because, answer)))
        .orElse(adapter);
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
}
