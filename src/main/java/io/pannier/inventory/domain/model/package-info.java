/** How much of a product there is, in Pannier's own words. */
@NullMarked
package io.pannier.inventory.domain.model;

import org.jspecify.annotations.NullMarked;
