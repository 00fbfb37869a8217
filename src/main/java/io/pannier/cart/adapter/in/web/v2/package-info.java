/** Carts over HTTP, version 2. */
@NullMarked
package io.pannier.cart.adapter.in.web.v2;

import org.jspecify.annotations.NullMarked;
