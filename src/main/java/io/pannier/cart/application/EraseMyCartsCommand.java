package io.pannier.cart.application;

import io.pannier.shared.model.Deadline;

/** Asks for all carts of the caller to be erased. */
public record EraseMyCartsCommand(Caller caller, Deadline deadline) {}
