package io.pannier.cart.application;

/** Says that the order system has taken the cart. */
public record CloseCartCommand(CartTarget target, String orderId) {}
