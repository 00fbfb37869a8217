/** Tests of what must be configured. */
@NullMarked
package io.pannier.shared.configuration;

import org.jspecify.annotations.NullMarked;
