/** What the build packs, tried as its users have it. */
@NullMarked
package io.pannier.packaging;

import org.jspecify.annotations.NullMarked;
