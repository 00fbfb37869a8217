/** What the features ask of pricing. */
@NullMarked
package io.pannier.pricing.domain.port;

import org.jspecify.annotations.NullMarked;
