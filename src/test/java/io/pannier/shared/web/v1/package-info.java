/** What version 1 adds to the edge. */
@NullMarked
package io.pannier.shared.web.v1;

import org.jspecify.annotations.NullMarked;
