/** The catalog as tests see it. */
@NullMarked
package io.pannier.catalog;

import org.jspecify.annotations.NullMarked;
