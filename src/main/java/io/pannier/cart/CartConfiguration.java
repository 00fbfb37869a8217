package io.pannier.cart;

import io.pannier.cart.application.CartApplicationService;
import io.pannier.cart.domain.CartFactory;
import io.pannier.cart.domain.port.ActiveCarts;
import io.pannier.cart.domain.port.CartRepository;
import io.pannier.catalog.domain.port.CatalogGateway;
import io.pannier.inventory.domain.port.InventoryGateway;
import io.pannier.pricing.domain.port.PricingGateway;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Creates what serves carts. */
@Configuration(proxyBeanMethods = false)
class CartConfiguration {

  @Bean
  CartFactory cartFactory(
      CatalogGateway catalog,
      PricingGateway pricing,
      InventoryGateway inventory,
      CartProperties properties) {
    return new CartFactory(catalog, pricing, inventory, properties.policy());
  }

  /**
   * The database keeps milliseconds, so the clock does too: what is read equals what was written.
   */
  @Bean
  CartApplicationService cartApplicationService(
      CartRepository repository,
      ActiveCarts activeCarts,
      CartFactory factory,
      CartProperties properties,
      Clock clock,
      @Value("${pannier.mongodb.operation-timeout}") Duration storageTimeout) {
    return new CartApplicationService(
        repository, activeCarts, factory, properties.policy(), clock, storageTimeout);
  }
}
