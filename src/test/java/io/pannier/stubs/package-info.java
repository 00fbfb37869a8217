/** What stands in for this service in the tests of those who call it: {@code contracts/stubs}. */
@NullMarked
package io.pannier.stubs;

import org.jspecify.annotations.NullMarked;
