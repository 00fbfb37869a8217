package io.pannier.cart;

import io.pannier.cart.application.CartApplicationService;
import io.pannier.cart.domain.CartFactory;
import io.pannier.cart.domain.model.CartPolicy;
import io.pannier.cart.domain.port.ActiveCarts;
import io.pannier.cart.domain.port.CartRepository;
import io.pannier.catalog.domain.model.CatalogItem.OrderLimits;
import io.pannier.offer.domain.OfferFinder;
import io.pannier.shared.settings.LimitsProperties;
import io.pannier.shared.settings.PropertyChecks;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Creates what serves carts. */
@Configuration(proxyBeanMethods = false)
class CartConfiguration {

  @Bean
  CartPolicy cartPolicy(Properties properties, OrderLimits lineLimits) {
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

  /**
   * Limits and lifetimes of carts.
   *
   * @param maxLocations selling locations in one cart
   * @param guestLifetime of a guest's cart, from its last change
   * @param customerLifetime of a customer's cart, from its last change
   * @param untouchedLifetime of a guest's cart that never had a line
   * @param maxReceipts how many keyed changes a cart remembers
   * @param receiptLifetime how long it remembers them
   * @param maxMerges how many merges a customer's cart remembers
   */
  @ConfigurationProperties("pannier.cart")
  record Properties(
      @DefaultValue("100") int maxLines,
      @DefaultValue("5") int maxLocations,
      @DefaultValue("30d") Duration guestLifetime,
      @DefaultValue("90d") Duration customerLifetime,
      @DefaultValue("6h") Duration untouchedLifetime,
      @DefaultValue("100") int maxReceipts,
      @DefaultValue("24h") Duration receiptLifetime,
      @DefaultValue("20") int maxMerges) {

    Properties {
      PropertyChecks.positive("pannier.cart.max-lines", maxLines);
      PropertyChecks.positive("pannier.cart.max-locations", maxLocations);
      PropertyChecks.positive("pannier.cart.guest-lifetime", guestLifetime);
      PropertyChecks.positive("pannier.cart.customer-lifetime", customerLifetime);
      PropertyChecks.positive("pannier.cart.untouched-lifetime", untouchedLifetime);
      PropertyChecks.positive("pannier.cart.max-receipts", maxReceipts);
      PropertyChecks.positive("pannier.cart.receipt-lifetime", receiptLifetime);
      PropertyChecks.positive("pannier.cart.max-merges", maxMerges);
    }

    /**
     * All limits of carts.
     *
     * @param maxQuantity units of one line
     */
    CartPolicy policy(int maxQuantity) {
      return new CartPolicy(
          maxLines,
          maxQuantity,
          maxLocations,
          guestLifetime,
          customerLifetime,
          untouchedLifetime,
          maxReceipts,
          receiptLifetime,
          maxMerges);
    }
  }
}
