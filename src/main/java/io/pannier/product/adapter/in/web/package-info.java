/** What every version of the product API needs at the edge. */
@NullMarked
package io.pannier.product.adapter.in.web;

import org.jspecify.annotations.NullMarked;
