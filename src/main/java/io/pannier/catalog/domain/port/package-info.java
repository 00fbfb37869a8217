/** What the features ask of the catalog. */
@NullMarked
package io.pannier.catalog.domain.port;

import org.jspecify.annotations.NullMarked;
