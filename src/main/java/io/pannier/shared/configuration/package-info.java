/** What must be configured, and how its absence is told. */
@NullMarked
package io.pannier.shared.configuration;

import org.jspecify.annotations.NullMarked;
