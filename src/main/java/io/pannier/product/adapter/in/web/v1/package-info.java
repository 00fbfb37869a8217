/** Product pages over HTTP, version 1; deprecated. */
@NullMarked
package io.pannier.product.adapter.in.web.v1;

import org.jspecify.annotations.NullMarked;
