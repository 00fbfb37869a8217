/** Allocation's operations, and the protocol that keeps stock and lines exact. */
@NullMarked
package io.pannier.allocation.application;

import org.jspecify.annotations.NullMarked;
