/** What every version of the cart API needs at the edge. */
@NullMarked
package io.pannier.cart.adapter.in.web;

import org.jspecify.annotations.NullMarked;
