package io.pannier.catalog.domain.model;

import java.net.URI;

/**
 * A picture of a product.
 *
 * @param role what it shows, in the catalog's own words, as in {@code PRIMARY}
 */
public record ProductImage(String role, URI url) {}
