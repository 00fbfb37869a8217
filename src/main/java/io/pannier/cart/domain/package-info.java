/** Composes carts of what is stored and what the gateways answer. */
@NullMarked
package io.pannier.cart.domain;

import org.jspecify.annotations.NullMarked;
