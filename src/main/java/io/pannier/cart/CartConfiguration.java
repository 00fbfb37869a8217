package io.pannier.cart;

import io.pannier.cart.application.CartApplicationService;
import io.pannier.cart.domain.CartFactory;
import io.pannier.cart.domain.model.CartPolicy;
import io.pannier.cart.domain.port.ActiveCarts;
import io.pannier.cart.domain.port.CartRepository;
import io.pannier.catalog.domain.model.CatalogItem.OrderLimits;
import io.pannier.offer.domain.OfferFinder;
import io.pannier.shared.settings.LimitsProperties;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Creates what serves carts. */
@Configuration(proxyBeanMethods = false)
class CartConfiguration {

  @Bean
  CartPolicy cartPolicy(CartProperties properties, OrderLimits lineLimits) {
    return properties.policy(lineLimits.maximum());
  }

  @Bean
  CartFactory cartFactory(OfferFinder finder, CartPolicy policy) {
    return new CartFactory(finder, policy);
  }

  /**
   * The database keeps milliseconds, so the clock does too: what is read equals what was written.
   */
  @Bean
  CartApplicationService cartApplicationService(
      CartRepository repository,
      ActiveCarts activeCarts,
      CartFactory factory,
      CartPolicy policy,
      Clock clock,
      LimitsProperties shared) {
    return new CartApplicationService(
        repository, activeCarts, factory, policy, clock, shared.mongodb().operationTimeout());
  }
}
