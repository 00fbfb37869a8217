/** Reads what a client sent, strictly, and reports all its faults together. */
@NullMarked
package io.pannier.shared.web.input;

import org.jspecify.annotations.NullMarked;
