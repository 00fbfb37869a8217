/** What can be done with product pages. */
@NullMarked
package io.pannier.product.application;

import org.jspecify.annotations.NullMarked;
