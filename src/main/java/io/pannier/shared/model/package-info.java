/** The language that all features share: identifiers, money, and answers that say what is known. */
@NullMarked
package io.pannier.shared.model;

import org.jspecify.annotations.NullMarked;
