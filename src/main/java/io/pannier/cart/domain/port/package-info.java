/** What the cart needs of the world. */
@NullMarked
package io.pannier.cart.domain.port;

import org.jspecify.annotations.NullMarked;
