/** What the features ask of the inventory. */
@NullMarked
package io.pannier.inventory.domain.port;

import org.jspecify.annotations.NullMarked;
