package io.pannier.cart.application;

import io.pannier.cart.domain.model.CartId;
import io.pannier.cart.domain.model.LineId;
import io.pannier.shared.model.Deadline;

/** Asks for one line of a cart. */
public record ViewItemQuery(CartId cartId, Caller caller, LineId lineId, Deadline deadline) {}
