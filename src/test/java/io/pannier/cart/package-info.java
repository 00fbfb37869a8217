/** Tests of carts. */
@NullMarked
package io.pannier.cart;

import org.jspecify.annotations.NullMarked;
