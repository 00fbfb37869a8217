/** The pricing feature. */
@NullMarked
package io.pannier.pricing;

import org.jspecify.annotations.NullMarked;
