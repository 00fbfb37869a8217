/** A product page, and what is asked of it. */
@NullMarked
package io.pannier.product.domain.model;

import org.jspecify.annotations.NullMarked;
