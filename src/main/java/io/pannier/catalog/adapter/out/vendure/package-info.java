/** The catalog of Vendure, translated into Pannier's own words. */
@NullMarked
package io.pannier.catalog.adapter.out.vendure;

import org.jspecify.annotations.NullMarked;
