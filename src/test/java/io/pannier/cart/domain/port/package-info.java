/** Tests of what every cart repository promises. */
@NullMarked
package io.pannier.cart.domain.port;

import org.jspecify.annotations.NullMarked;
