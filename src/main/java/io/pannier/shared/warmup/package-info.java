/**
 * What is done before the service says that it is ready, so that the first clients do not wait for
 * code that was never run. Features and adapters say what is worth it.
 */
@NullMarked
package io.pannier.shared.warmup;

import org.jspecify.annotations.NullMarked;
