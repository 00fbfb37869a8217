/** What allocation needs of the world. */
@NullMarked
package io.pannier.allocation.domain.port;

import org.jspecify.annotations.NullMarked;
