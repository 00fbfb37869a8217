/** Stock of SKUs, the batches that it comes in, and the order lines that are allocated to them. */
@NullMarked
package io.pannier.allocation.domain.model;

import org.jspecify.annotations.NullMarked;
