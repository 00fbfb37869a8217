/** Clients that generators make of our contracts. */
@NullMarked
package io.pannier.clients;

import org.jspecify.annotations.NullMarked;
