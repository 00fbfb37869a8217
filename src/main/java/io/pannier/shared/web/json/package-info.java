/** Values that several features write in the same JSON. */
@NullMarked
package io.pannier.shared.web.json;

import org.jspecify.annotations.NullMarked;
