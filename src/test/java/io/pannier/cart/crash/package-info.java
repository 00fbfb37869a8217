/** Kills the packaged service under writes and looks at what is left. */
@NullMarked
package io.pannier.cart.crash;

import org.jspecify.annotations.NullMarked;
