/** MongoDB for any feature: bounded calls, compare-and-set, indexes, health. */
@NullMarked
package io.pannier.shared.mongo;

import org.jspecify.annotations.NullMarked;
