package io.pannier.cart.application;

/** Asks for all lines to be removed. */
public record ClearCartCommand(CartTarget target) {}
