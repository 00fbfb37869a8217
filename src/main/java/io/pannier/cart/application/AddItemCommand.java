package io.pannier.cart.application;

import io.pannier.cart.domain.model.CartEntry;
import io.pannier.cart.domain.model.ChangeKey;
import org.jspecify.annotations.Nullable;

/**
 * Asks for something to be put into a cart.
 *
 * @param key names the change, if the client wants to be able to repeat it
 */
public record AddItemCommand(CartTarget target, CartEntry entry, @Nullable ChangeKey key) {}
