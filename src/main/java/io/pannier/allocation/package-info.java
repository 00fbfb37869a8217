/** Allocates order lines to batches of stock, exactly. */
@NullMarked
package io.pannier.allocation;

import org.jspecify.annotations.NullMarked;
