/** Tests of carts. */
@NullMarked
package io.pannier.cart.application;

import org.jspecify.annotations.NullMarked;
