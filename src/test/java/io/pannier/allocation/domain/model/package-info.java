/** Tests of allocation. */
@NullMarked
package io.pannier.allocation.domain.model;

import org.jspecify.annotations.NullMarked;
