/** The cart and every rule that it holds. */
@NullMarked
package io.pannier.cart.domain.model;

import org.jspecify.annotations.NullMarked;
