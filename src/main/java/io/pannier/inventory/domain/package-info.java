/** Both inventories as one. */
@NullMarked
package io.pannier.inventory.domain;

import org.jspecify.annotations.NullMarked;
