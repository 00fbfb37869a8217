/** Access tokens: where they are read, and whether they are good. */
@NullMarked
package io.pannier.shared.web.token;

import org.jspecify.annotations.NullMarked;
