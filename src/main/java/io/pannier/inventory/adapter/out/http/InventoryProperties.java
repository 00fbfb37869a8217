package io.pannier.inventory.adapter.out.http;

import io.pannier.shared.configuration.RequiredProperty;
import io.pannier.shared.configuration.Secret;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where and how the inventory is asked.
 *
 * @param timeout of one attempt
 */
@ConfigurationProperties("pannier.upstream.inventory")
record InventoryProperties(URI baseUrl, @DefaultValue("300ms") Duration timeout, Secret token) {

  InventoryProperties {
    RequiredProperty.address("pannier.upstream.inventory.base-url", baseUrl);
    RequiredProperty.positive("pannier.upstream.inventory.timeout", timeout);
    token = RequiredProperty.bearer("pannier.upstream.inventory.token", token);
  }
}
