/**
 * The local start and the stand-ins that it shares with the tests: upstream stubs and a MongoDB.
 */
@NullMarked
package io.pannier.local;

import org.jspecify.annotations.NullMarked;
