/** What the running service tells those who watch it: metrics, traces and logs. */
@NullMarked
package io.pannier.observability;

import org.jspecify.annotations.NullMarked;
