/** Remembers what gateways answered, and asks once for all who want to know the same. */
@NullMarked
package io.pannier.shared.cache;

import org.jspecify.annotations.NullMarked;
