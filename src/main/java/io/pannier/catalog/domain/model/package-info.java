/** What the catalog says of a product, in Pannier's own words. */
@NullMarked
package io.pannier.catalog.domain.model;

import org.jspecify.annotations.NullMarked;
