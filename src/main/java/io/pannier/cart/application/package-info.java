/** What can be done with carts, one method an operation. */
@NullMarked
package io.pannier.cart.application;

import org.jspecify.annotations.NullMarked;
