/** The stock of Vendure, translated into Pannier's own words. */
@NullMarked
package io.pannier.inventory.adapter.out.vendure;

import org.jspecify.annotations.NullMarked;
