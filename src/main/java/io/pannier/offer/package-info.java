/**
 * What catalog, pricing and inventory say of a product at a location, for every feature that needs
 * it.
 */
@NullMarked
package io.pannier.offer;

import org.jspecify.annotations.NullMarked;
