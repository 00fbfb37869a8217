/** Holds the running service to {@code contracts/api}, and the contracts to themselves. */
@NullMarked
package io.pannier.contract;

import org.jspecify.annotations.NullMarked;
