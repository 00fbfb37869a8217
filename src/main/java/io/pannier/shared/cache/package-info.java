/**
 * Remembers what gateways answered, and asks only once where several callers want to know the same.
 */
@NullMarked
package io.pannier.shared.cache;

import org.jspecify.annotations.NullMarked;
