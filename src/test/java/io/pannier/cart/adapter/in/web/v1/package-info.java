/** Tests of version 1 of carts over HTTP. */
@NullMarked
package io.pannier.cart.adapter.in.web.v1;

import org.jspecify.annotations.NullMarked;
