/** Product pages as tests see them. */
@NullMarked
package io.pannier.product;

import org.jspecify.annotations.NullMarked;
