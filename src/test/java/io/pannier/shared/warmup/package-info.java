@NullMarked
package io.pannier.shared.warmup;

import org.jspecify.annotations.NullMarked;
