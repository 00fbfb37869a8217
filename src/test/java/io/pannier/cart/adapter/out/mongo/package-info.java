/** Tests of carts. */
@NullMarked
package io.pannier.cart.adapter.out.mongo;

import org.jspecify.annotations.NullMarked;
