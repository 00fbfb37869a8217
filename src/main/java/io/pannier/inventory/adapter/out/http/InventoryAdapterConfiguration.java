package io.pannier.inventory.adapter.out.http;

import io.pannier.inventory.domain.port.InventoryGateway;
import io.pannier.shared.model.Provenance.Source;
import io.pannier.shared.settings.ConditionalOnUpstreamKind;
import io.pannier.shared.settings.PropertyChecks;
import io.pannier.shared.settings.Secret;
import io.pannier.shared.settings.UpstreamKinds;
import io.pannier.shared.upstream.Flaws;
import io.pannier.shared.upstream.UpstreamClients;
import io.pannier.shared.upstream.UpstreamSettings;
import io.pannier.shared.warmup.WarmUp;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.http.MediaType;
import org.springframework.util.unit.DataSize;

/** Creates both adapters; InventoryConfiguration composes the port that others use around them. */
@Configuration(proxyBeanMethods = false)
class InventoryAdapterConfiguration {

  private static final DataSize LARGEST_ANSWER = DataSize.ofKilobytes(256);

  /** The inventory that {@code contracts/upstream} describes. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnUpstreamKind(upstream = "inventory", kind = UpstreamKinds.REFERENCE)
  @EnableConfigurationProperties(ReferenceProperties.class)
  static class Reference {

    @Bean(defaultCandidate = false)
    @Qualifier("adapter")
    InventoryGateway inventoryAdapter(
        UpstreamClients clients, ReferenceProperties properties, Clock clock, Flaws flaws) {
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
  @EnableConfigurationProperties(LegacyProperties.class)
  static class Legacy {

    @Bean(defaultCandidate = false)
    @Qualifier("legacy")
    InventoryGateway legacyInventoryAdapter(
        UpstreamClients clients, LegacyProperties properties, Clock clock, Flaws flaws) {
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

  /**
   * Where and how the inventory is asked.
   *
   * @param timeout of one attempt
   */
  @ConfigurationProperties("pannier.upstream.inventory")
  @ConditionalOnUpstreamKind(upstream = "inventory", kind = UpstreamKinds.REFERENCE)
  record ReferenceProperties(URI baseUrl, @DefaultValue("300ms") Duration timeout, Secret token) {

    ReferenceProperties {
      PropertyChecks.address("pannier.upstream.inventory.base-url", baseUrl);
      PropertyChecks.positive("pannier.upstream.inventory.timeout", timeout);
      token = PropertyChecks.bearer("pannier.upstream.inventory.token", token);
    }
  }

  /**
   * Where and how the legacy inventory is asked; not needed if the fallback is off.
   *
   * @param timeout of one attempt
   * @param zone of its times
   * @param concurrency how many calls one question makes at once
   */
  @ConfigurationProperties("pannier.upstream.legacy-inventory")
  @Conditional(OnLegacyFallback.class)
  record LegacyProperties(
      URI baseUrl,
      @DefaultValue("400ms") Duration timeout,
      String username,
      Secret password,
      @DefaultValue("UTC") ZoneId zone,
      @DefaultValue("4") int concurrency) {

    LegacyProperties {
      PropertyChecks.address("pannier.upstream.legacy-inventory.base-url", baseUrl);
      PropertyChecks.positive("pannier.upstream.legacy-inventory.timeout", timeout);
      username = PropertyChecks.username("pannier.upstream.legacy-inventory.username", username);
      password = PropertyChecks.password("pannier.upstream.legacy-inventory.password", password);
      PropertyChecks.positive("pannier.upstream.legacy-inventory.concurrency", concurrency);
    }
  }

  /**
   * Whether the legacy inventory stands behind the chosen one. It knows the products of the
   * reference inventory, so behind any other it must be switched on.
   */
  static final class OnLegacyFallback implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      Environment environment = context.getEnvironment();
      return Binder.get(environment)
          .bind("pannier.inventory.legacy-fallback.enabled", Boolean.class)
          .orElseGet(
              () -> UpstreamKinds.chosen(environment, "inventory").equals(UpstreamKinds.REFERENCE));
    }
  }
}
