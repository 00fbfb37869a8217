/** What every operation of the deprecated version 1 shares; deleted with it. */
@NullMarked
package io.pannier.shared.web.v1;

import org.jspecify.annotations.NullMarked;
