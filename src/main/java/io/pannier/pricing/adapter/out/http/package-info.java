/** The pricing service, translated into Pannier's own words. */
@NullMarked
package io.pannier.pricing.adapter.out.http;

import org.jspecify.annotations.NullMarked;
