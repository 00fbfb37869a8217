package io.pannier.cart.application;

import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.CartToken;
import io.pannier.cart.domain.model.MergeStrategy;

/**
 * Asks for a guest's cart to be brought into the customer's.
 *
 * @param target the customer's cart
 * @param source the guest's cart, opened by its token
 */
public record MergeCartCommand(
    CartTarget target, CartId source, CartToken sourceToken, MergeStrategy strategy) {}
