package io.pannier.cart.application;

import io.pannier.cart.domain.model.LineId;

/** Asks for a line to be removed. */
public record RemoveItemCommand(CartTarget target, LineId lineId) {}
