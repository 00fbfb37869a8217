/** What every version of the allocation API needs at the edge. */
@NullMarked
package io.pannier.allocation.adapter.in.web;

import org.jspecify.annotations.NullMarked;
