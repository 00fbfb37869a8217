package io.pannier.cart.application;

import io.pannier.shared.model.Money;
import org.jspecify.annotations.Nullable;

/**
 * Says that the order system has taken the cart.
 *
 * @param subtotal what it charges for the lines; absent if it takes whatever is known
 */
public record CloseCartCommand(CartTarget target, String orderId, @Nullable Money subtotal) {}
