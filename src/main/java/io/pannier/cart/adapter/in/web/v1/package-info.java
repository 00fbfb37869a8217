/** Carts over HTTP, version 1; deprecated. */
@NullMarked
package io.pannier.cart.adapter.in.web.v1;

import org.jspecify.annotations.NullMarked;
