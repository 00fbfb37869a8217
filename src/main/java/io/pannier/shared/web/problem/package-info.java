/** Every error that the service answers with, and the one place that writes it. */
@NullMarked
package io.pannier.shared.web.problem;

import org.jspecify.annotations.NullMarked;
