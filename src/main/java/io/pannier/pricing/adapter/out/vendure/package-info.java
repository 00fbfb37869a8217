/** The prices of Vendure, translated into Pannier's own words. */
@NullMarked
package io.pannier.pricing.adapter.out.vendure;

import org.jspecify.annotations.NullMarked;
