/** Pricing as tests see it. */
@NullMarked
package io.pannier.pricing;

import org.jspecify.annotations.NullMarked;
