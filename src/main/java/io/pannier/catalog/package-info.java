/** The catalog feature. */
@NullMarked
package io.pannier.catalog;

import org.jspecify.annotations.NullMarked;
