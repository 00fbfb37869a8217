@NullMarked
package io.pannier.testkit;

import org.jspecify.annotations.NullMarked;
