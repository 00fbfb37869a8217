/** What can be done with product pages, as tests. */
@NullMarked
package io.pannier.product.application;

import org.jspecify.annotations.NullMarked;
