package io.pannier.product;

import io.pannier.shared.configuration.RequiredProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What product pages take for granted.
 *
 * @param defaultSellingLocation where prices and stock are told if the client names no location
 */
@ConfigurationProperties("pannier")
record ProductProperties(@DefaultValue("1") int defaultSellingLocation) {

  ProductProperties {
    RequiredProperty.sellingLocation("pannier.default-selling-location", defaultSellingLocation);
  }
}
