/** Tests of what must be configured. */
@NullMarked
package io.pannier.shared.settings;

import org.jspecify.annotations.NullMarked;
