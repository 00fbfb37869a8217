package io.pannier.shared.model;

/** A product as it is sold at one location: what a price and a stock level belong to. */
public record ProductAtLocation(ProductId id, SellingLocationId location) {}
