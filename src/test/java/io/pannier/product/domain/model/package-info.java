/** What a product page is, as tests. */
@NullMarked
package io.pannier.product.domain.model;

import org.jspecify.annotations.NullMarked;
