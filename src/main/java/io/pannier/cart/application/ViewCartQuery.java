package io.pannier.cart.application;

import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.CartSection;
import io.pannier.shared.model.Deadline;
import java.util.Set;

/** Asks for a cart with these sections. */
public record ViewCartQuery(
    CartId cartId, Caller caller, Set<CartSection> sections, Deadline deadline) {}
