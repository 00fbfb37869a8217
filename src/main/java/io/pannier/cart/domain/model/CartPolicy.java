package io.pannier.cart.domain.model;

import java.time.Duration;

/**
 * The service's own limits for every cart.
 *
 * @param maxQuantity units of one line
 * @param maxLocations selling locations in one cart
 * @param guestLifetime of a guest's cart, since the last change
 * @param customerLifetime of a customer's cart, since the last change
 * @param untouchedLifetime of a guest's cart that never had a line
 * @param maxReceipts how many keyed changes are remembered
 * @param receiptLifetime how long a keyed change is remembered
 * @param maxMerges how many merges a customer's cart remembers
 */
public record CartPolicy(
    int maxLines,
    int maxQuantity,
    int maxLocations,
    Duration guestLifetime,
    Duration customerLifetime,
    Duration untouchedLifetime,
    int maxReceipts,
    Duration receiptLifetime,
    int maxMerges) {

  /** How long a cart lives that nothing was put into yet. */
  Duration firstLifetimeOf(CartOwner owner) {
    return owner instanceof CartOwner.Guest ? untouchedLifetime : customerLifetime;
  }

  /** How long a cart lives after a change. */
  Duration lifetimeOf(CartOwner owner) {
    return owner instanceof CartOwner.Guest ? guestLifetime : customerLifetime;
  }
}
