package io.pannier.inventory.adapter.out.http;

import io.pannier.shared.configuration.RequiredProperty;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether the legacy inventory stands in.
 *
 * @param reserve how much of the deadline is kept back for it: an attempt and a little more
 */
@ConfigurationProperties("pannier.inventory.legacy-fallback")
record LegacyFallbackProperties(
    @DefaultValue("true") boolean enabled, @DefaultValue("450ms") Duration reserve) {

  LegacyFallbackProperties {
    RequiredProperty.positive("pannier.inventory.legacy-fallback.reserve", reserve);
  }
}
