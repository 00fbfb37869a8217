/** Tests of carts. */
@NullMarked
package io.pannier.cart.domain;

import org.jspecify.annotations.NullMarked;
