package io.pannier.inventory.adapter.out.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.pannier.inventory.domain.port.InventoryGateway;
import io.pannier.shared.model.Source;
import io.pannier.shared.upstream.Flaws;
import io.pannier.shared.upstream.UpstreamClients;
import io.pannier.shared.upstream.UpstreamSettings;
import java.time.Clock;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.util.unit.DataSize;

/** Puts both inventories together as one; only the port is seen outside. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({InventoryProperties.class, LegacyFallbackProperties.class})
class InventoryAdapterConfiguration {

  private static final DataSize LARGEST_ANSWER = DataSize.ofKilobytes(256);

  /**
   * The legacy inventory's properties come from the application's scan alone, which heeds their
   * condition; enabling them here would not.
   */
  @Bean
  InventoryGateway inventoryGateway(
      UpstreamClients clients,
      InventoryProperties inventory,
      Optional<LegacyInventoryProperties> legacy,
      LegacyFallbackProperties fallback,
      Clock clock,
      MeterRegistry meters,
      Flaws flaws) {
    InventoryGateway gateway = inventory(clients, inventory, clock, flaws);
    return legacy
        .<InventoryGateway>map(
            properties ->
                new InventoryFacade(
                    gateway,
                    legacy(clients, properties, clock, flaws),
                    fallback.reserve(),
                    new FallbackMeter(meters)))
        .orElse(gateway);
  }

  private static InventoryGateway inventory(
      UpstreamClients clients, InventoryProperties properties, Clock clock, Flaws flaws) {
    UpstreamSettings settings =
        new UpstreamSettings(
            Source.INVENTORY,
            "inventory",
            properties.baseUrl(),
            properties.timeout(),
            LARGEST_ANSWER,
            MediaType.APPLICATION_JSON,
            UpstreamSettings.Credentials.bearer(properties.token()));
    return new HttpInventoryGateway(
        clients.create(settings), new InventoryTranslator(clock, flaws));
  }

  private static InventoryGateway legacy(
      UpstreamClients clients, LegacyInventoryProperties properties, Clock clock, Flaws flaws) {
    UpstreamSettings settings =
        new UpstreamSettings(
            Source.LEGACY_INVENTORY,
            "legacyInventory",
            properties.baseUrl(),
            properties.timeout(),
            LARGEST_ANSWER,
            MediaType.TEXT_XML,
            UpstreamSettings.Credentials.basic(properties.username(), properties.password()));
    LegacyLines lines = new LegacyLines(clock.withZone(properties.zone()), flaws);
    return new HttpLegacyInventoryGateway(
        clients.create(settings), new LegacyTranslator(lines), properties.concurrency());
  }
}
