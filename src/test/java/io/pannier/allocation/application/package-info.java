/** Tests of allocation. */
@NullMarked
package io.pannier.allocation.application;

import org.jspecify.annotations.NullMarked;
