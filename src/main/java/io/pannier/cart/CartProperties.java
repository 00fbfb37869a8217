package io.pannier.cart;

import io.pannier.cart.domain.model.CartPolicy;
import io.pannier.shared.settings.PropertyChecks;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

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
record CartProperties(
    @DefaultValue("100") int maxLines,
    @DefaultValue("5") int maxLocations,
    @DefaultValue("30d") Duration guestLifetime,
    @DefaultValue("90d") Duration customerLifetime,
    @DefaultValue("6h") Duration untouchedLifetime,
    @DefaultValue("100") int maxReceipts,
    @DefaultValue("24h") Duration receiptLifetime,
    @DefaultValue("20") int maxMerges) {

  CartProperties {
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
