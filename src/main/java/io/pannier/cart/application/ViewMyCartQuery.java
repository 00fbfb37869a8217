package io.pannier.cart.application;

import io.pannier.cart.domain.model.CartSection;
import io.pannier.shared.model.Deadline;
import java.util.Set;

/** Asks for the caller's active cart with these sections. */
public record ViewMyCartQuery(Caller caller, Set<CartSection> sections, Deadline deadline) {}
