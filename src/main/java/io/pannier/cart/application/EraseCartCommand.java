package io.pannier.cart.application;

/** Asks for a cart and its data to be erased. */
public record EraseCartCommand(CartTarget target) {}
