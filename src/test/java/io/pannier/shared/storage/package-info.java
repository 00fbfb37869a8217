@NullMarked
package io.pannier.shared.storage;

import org.jspecify.annotations.NullMarked;
