/** The edge, run alone: no upstreams, no database. */
@NullMarked
package io.pannier.shared.web;

import org.jspecify.annotations.NullMarked;
