/** Version 1 of product pages, as tests. */
@NullMarked
package io.pannier.product.adapter.in.web.v1;

import org.jspecify.annotations.NullMarked;
