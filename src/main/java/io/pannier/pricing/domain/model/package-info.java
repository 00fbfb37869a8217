/** What a product costs, in Pannier's own words. */
@NullMarked
package io.pannier.pricing.domain.model;

import org.jspecify.annotations.NullMarked;
