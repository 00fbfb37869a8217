package com.example.pricelist;

import io.pannier.pricing.domain.port.PricingGateway;
import io.pannier.shared.settings.ConditionalOnUpstreamKind;
import io.pannier.shared.settings.UnusablePropertyException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Makes the adapter where {@code pannier.upstream.pricing.kind} is {@code price-list}. */
@AutoConfiguration
@ConditionalOnUpstreamKind(upstream = "pricing", kind = "price-list")
@EnableConfigurationProperties(PriceListConfiguration.Properties.class)
class PriceListConfiguration {

  /** No default candidate: others are injected with what Pannier makes of it. */
  @Bean(defaultCandidate = false)
  @Qualifier("adapter")
  PricingGateway priceListPricing(Properties properties) {
    return new PriceListGateway(properties.file());
  }

  /**
   * What the adapter needs.
   *
   * @param file the price list, of JSON
   */
  @ConfigurationProperties("pannier.upstream.pricing.price-list")
  record Properties(Path file) {

    Properties(@Nullable Path file) {
      if (file == null) {
        throw new UnusablePropertyException(
            "pannier.upstream.pricing.price-list.file", "must be set");
      }
      this.file = file;
    }
  }
}
