/** What can happen to whatever is stored, in the words of ports; no technology. */
@NullMarked
package io.pannier.shared.storage;

import org.jspecify.annotations.NullMarked;
