/** Pages and files for people: problems, API descriptions, Swagger UI. */
@NullMarked
package io.pannier.shared.web.page;

import org.jspecify.annotations.NullMarked;
