/** Tests of carts. */
@NullMarked
package io.pannier.cart.domain.model;

import org.jspecify.annotations.NullMarked;
