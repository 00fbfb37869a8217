/** Tests of allocation. */
@NullMarked
package io.pannier.allocation.domain.port;

import org.jspecify.annotations.NullMarked;
