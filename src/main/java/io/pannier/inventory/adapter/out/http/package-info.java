/** The inventory services, the old and the new, translated into Pannier's own words. */
@NullMarked
package io.pannier.inventory.adapter.out.http;

import org.jspecify.annotations.NullMarked;
