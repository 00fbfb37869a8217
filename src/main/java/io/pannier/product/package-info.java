/** Product pages: what the catalog, pricing and inventory say of a product, put together. */
@NullMarked
package io.pannier.product;

import org.jspecify.annotations.NullMarked;
