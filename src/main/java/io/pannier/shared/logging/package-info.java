/** What log lines need: the trace that they belong to, and a limit on how many there are. */
@NullMarked
package io.pannier.shared.logging;

import org.jspecify.annotations.NullMarked;
