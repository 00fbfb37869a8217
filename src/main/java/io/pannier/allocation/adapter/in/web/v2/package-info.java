/** Stock and allocations over HTTP, version 2. */
@NullMarked
package io.pannier.allocation.adapter.in.web.v2;

import org.jspecify.annotations.NullMarked;
