/** Tests of allocation. */
@NullMarked
package io.pannier.allocation;

import org.jspecify.annotations.NullMarked;
