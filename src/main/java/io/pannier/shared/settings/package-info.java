/** Checks of settings at the start, how a bad one is reported, and those that several parts use. */
@NullMarked
package io.pannier.shared.settings;

import org.jspecify.annotations.NullMarked;
