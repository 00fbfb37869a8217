/** Tests of version 2 of carts. */
@NullMarked
package io.pannier.cart.adapter.in.web.v2;

import org.jspecify.annotations.NullMarked;
