/** Stock and lines in MongoDB. */
@NullMarked
package io.pannier.allocation.adapter.out.mongo;

import org.jspecify.annotations.NullMarked;
