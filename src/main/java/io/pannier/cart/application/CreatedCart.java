package io.pannier.cart.application;

import io.pannier.cart.domain.model.Cart;
import io.pannier.cart.domain.model.CartToken;

/** A new cart and the secret that opens it, which nobody will be told again. */
public record CreatedCart(Cart cart, CartToken token) {}
