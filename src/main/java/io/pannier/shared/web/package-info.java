/** What every operation shares at the edge: errors, deadlines, strict input, admission. */
@NullMarked
package io.pannier.shared.web;

import org.jspecify.annotations.NullMarked;
