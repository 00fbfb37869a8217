/** The catalog service, translated into Pannier's own words. */
@NullMarked
package io.pannier.catalog.adapter.out.http;

import org.jspecify.annotations.NullMarked;
