package io.pannier.cart.application;

import io.pannier.cart.domain.model.LineId;

/**
 * Asks for a line to hold so many.
 *
 * @param quantity in eaches; 0 removes the line, which need not be there
 */
public record ChangeQuantityCommand(CartTarget target, LineId lineId, int quantity) {}
