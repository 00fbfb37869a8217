/**
 * Vendure, a commerce engine, as an upstream: one way to ask its Admin API (GraphQL over HTTP, with
 * errors inside a 200), by a session of a read-only administrator.
 */
@NullMarked
package io.pannier.shared.vendure;

import org.jspecify.annotations.NullMarked;
