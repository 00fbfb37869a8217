/** The clock that everything dated goes by. */
@NullMarked
package io.pannier.shared.time;

import org.jspecify.annotations.NullMarked;
