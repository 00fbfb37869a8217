/** Asks the gateways about products, side by side. */
@NullMarked
package io.pannier.offer.domain;

import org.jspecify.annotations.NullMarked;
