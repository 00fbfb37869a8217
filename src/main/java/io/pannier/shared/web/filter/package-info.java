/** Which requests are let in: origins, numbers, media types. */
@NullMarked
package io.pannier.shared.web.filter;

import org.jspecify.annotations.NullMarked;
