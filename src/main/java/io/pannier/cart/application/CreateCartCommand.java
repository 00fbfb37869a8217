package io.pannier.cart.application;

import io.pannier.shared.model.Deadline;
import java.util.Currency;

/** Asks for a guest's new cart. */
public record CreateCartCommand(Currency currency, Deadline deadline) {}
