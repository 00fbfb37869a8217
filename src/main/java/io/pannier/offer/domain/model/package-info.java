/** What is known of a product at a location. */
@NullMarked
package io.pannier.offer.domain.model;

import org.jspecify.annotations.NullMarked;
