/** What log lines need so that they help: the trace that they belong to, and a bearable pace. */
@NullMarked
package io.pannier.shared.logging;

import org.jspecify.annotations.NullMarked;
