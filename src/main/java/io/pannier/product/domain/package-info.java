/** How product pages are put together. */
@NullMarked
package io.pannier.product.domain;

import org.jspecify.annotations.NullMarked;
