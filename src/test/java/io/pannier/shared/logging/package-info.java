/** Tests of what log lines need. */
@NullMarked
package io.pannier.shared.logging;

import org.jspecify.annotations.NullMarked;
