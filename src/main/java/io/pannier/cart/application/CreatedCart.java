package io.pannier.cart.application;

import io.pannier.cart.domain.model.Cart;
import io.pannier.cart.domain.model.CartToken;
import org.jspecify.annotations.Nullable;

/**
 * A cart that was asked for.
 *
 * @param token the secret that opens it, which nobody will be told again; absent for customers
 * @param isNew whether it was not there before
 */
public record CreatedCart(Cart cart, @Nullable CartToken token, boolean isNew) {}
