/** Tests of allocation. */
@NullMarked
package io.pannier.allocation.adapter.out.mongo;

import org.jspecify.annotations.NullMarked;
