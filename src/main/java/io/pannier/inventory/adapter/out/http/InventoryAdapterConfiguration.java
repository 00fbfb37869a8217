package io.pannier.inventory.adapter.out.http;

import io.pannier.inventory.domain.port.InventoryGateway;
import io.pannier.shared.model.Provenance.Source;
import io.pannier.shared.settings.ConditionalOnUpstreamKind;
import io.pannier.shared.settings.UpstreamKinds;
import io.pannier.shared.upstream.Flaws;
import io.pannier.shared.upstream.UpstreamClients;
import io.pannier.shared.upstream.UpstreamSettings;
import io.pannier.shared.warmup.WarmUp;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.util.unit.DataSize;

/** Creates both adapters; InventoryConfiguration composes the port that others use around them. */
@Configuration(proxyBeanMethods = false)
class InventoryAdapterConfiguration {

  private static final DataSize LARGEST_ANSWER = DataSize.ofKilobytes(256);

  /** The inventory that {@code contracts/upstream} describes. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnUpstreamKind(upstream = "inventory", kind = UpstreamKinds.REFERENCE)
  @EnableConfigurationProperties(InventoryProperties.class)
  static class Reference {

    @Bean(defaultCandidate = false)
    @Qualifier("adapter")
    InventoryGateway inventoryAdapter(
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

    @Bean
    WarmUp inventoryWarmUp() {
      return new WarmUp.UpstreamAnswer(
          Source.INVENTORY,
          """
          {"payload": [{"sku": "00036000291452", "updatedAt": "2025-01-01T06:00:00Z",
                "nodes": [{"shipNode": "0001", "availToSellQty": null, "inbound": [],
                 "onHandQty": {"unit": "EACH", "amount": 140},
                 "reservedQty": {"unit": "EACH", "amount": 6}}]}],
               "unknownSkus": []}
          """);
    }
  }

  /** The legacy inventory, of which nothing is needed where the fallback is switched off. */
  @Configuration(proxyBeanMethods = false)
  @Conditional(OnLegacyFallback.class)
  @EnableConfigurationProperties(InventoryProperties.Legacy.class)
  static class Legacy {

    @Bean(defaultCandidate = false)
    @Qualifier("legacy")
    InventoryGateway legacyInventoryAdapter(
        UpstreamClients clients, InventoryProperties.Legacy properties, Clock clock, Flaws flaws) {
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
}
