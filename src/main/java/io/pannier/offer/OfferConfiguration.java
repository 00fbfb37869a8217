package io.pannier.offer;

import io.pannier.catalog.domain.port.CatalogGateway;
import io.pannier.inventory.domain.port.InventoryGateway;
import io.pannier.offer.domain.OfferFinder;
import io.pannier.pricing.domain.port.PricingGateway;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Creates what finds offers. */
@Configuration(proxyBeanMethods = false)
class OfferConfiguration {

  @Bean
  OfferFinder offerFinder(
      CatalogGateway catalog, PricingGateway pricing, InventoryGateway inventory) {
    return new OfferFinder(catalog, pricing, inventory);
  }
}
