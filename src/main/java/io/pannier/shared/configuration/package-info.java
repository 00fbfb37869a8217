/** What must be configured, how its absence is told, and what several parts go by. */
@NullMarked
package io.pannier.shared.configuration;

import org.jspecify.annotations.NullMarked;
