/** What adapters of Vendure share, and the stub of an engine. */
@NullMarked
package io.pannier.shared.vendure;

import org.jspecify.annotations.NullMarked;
