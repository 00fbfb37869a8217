package io.pannier.cart.application;

import io.pannier.cart.domain.model.CartToken;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, as far as they showed.
 *
 * @param token the secret of a guest's cart; absent if none was sent
 */
public record Caller(@Nullable CartToken token) {}
