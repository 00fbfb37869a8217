/** Product pages over HTTP, version 2. */
@NullMarked
package io.pannier.product.adapter.in.web.v2;

import org.jspecify.annotations.NullMarked;
