/** Version 2 of product pages, as tests. */
@NullMarked
package io.pannier.product.adapter.in.web.v2;

import org.jspecify.annotations.NullMarked;
