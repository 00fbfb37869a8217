package io.pannier.inventory.adapter.out.http;

import io.pannier.shared.settings.ConditionalOnUpstreamKind;
import io.pannier.shared.settings.PropertyChecks;
import io.pannier.shared.settings.Secret;
import io.pannier.shared.settings.UpstreamKinds;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Conditional;

/**
 * Where and how the inventory is asked.
 *
 * @param timeout of one attempt
 */
@ConfigurationProperties("pannier.upstream.inventory")
@ConditionalOnUpstreamKind(upstream = "inventory", kind = UpstreamKinds.REFERENCE)
record InventoryProperties(URI baseUrl, @DefaultValue("300ms") Duration timeout, Secret token) {

  InventoryProperties {
    PropertyChecks.address("pannier.upstream.inventory.base-url", baseUrl);
    PropertyChecks.positive("pannier.upstream.inventory.timeout", timeout);
    token = PropertyChecks.bearer("pannier.upstream.inventory.token", token);
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
  record Legacy(
      URI baseUrl,
      @DefaultValue("400ms") Duration timeout,
      String username,
      Secret password,
      @DefaultValue("UTC") ZoneId zone,
      @DefaultValue("4") int concurrency) {

    Legacy {
      PropertyChecks.address("pannier.upstream.legacy-inventory.base-url", baseUrl);
      PropertyChecks.positive("pannier.upstream.legacy-inventory.timeout", timeout);
      username = PropertyChecks.username("pannier.upstream.legacy-inventory.username", username);
      password = PropertyChecks.password("pannier.upstream.legacy-inventory.password", password);
      PropertyChecks.positive("pannier.upstream.legacy-inventory.concurrency", concurrency);
    }
  }
}
