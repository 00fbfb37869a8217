package io.pannier.cart.application;

import io.pannier.shared.model.Deadline;
import java.util.Currency;

/** Asks for a cart: a guest's new one, or the one that a customer has. */
public record CreateCartCommand(Caller caller, Currency currency, Deadline deadline) {}
