/** The cart feature. */
@NullMarked
package io.pannier.cart;

import org.jspecify.annotations.NullMarked;
