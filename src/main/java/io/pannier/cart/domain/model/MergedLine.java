package io.pannier.cart.domain.model;

import io.pannier.shared.model.ProductAtLocation;

/**
 * What became of one line.
 *
 * @param requested how many the line should have held by the strategy
 * @param quantity how many it holds; 0 if there was no room for it
 */
public record MergedLine(
    ProductAtLocation product, MergeOutcome outcome, int requested, int quantity) {}
