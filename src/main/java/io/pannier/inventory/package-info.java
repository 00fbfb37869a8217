/** The inventory feature. */
@NullMarked
package io.pannier.inventory;

import org.jspecify.annotations.NullMarked;
