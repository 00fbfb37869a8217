/** Tests of what is remembered and asked once. */
@NullMarked
package io.pannier.shared.cache;

import org.jspecify.annotations.NullMarked;
