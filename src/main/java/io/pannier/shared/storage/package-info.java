/** Races and failures of any store, as ports report them; independent of the technology. */
@NullMarked
package io.pannier.shared.storage;

import org.jspecify.annotations.NullMarked;
