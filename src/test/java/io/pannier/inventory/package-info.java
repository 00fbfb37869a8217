/** The inventory as tests see it. */
@NullMarked
package io.pannier.inventory;

import org.jspecify.annotations.NullMarked;
