/** The application: starts Spring and finds the features' configurations. */
@NullMarked
package io.pannier;

import org.jspecify.annotations.NullMarked;
