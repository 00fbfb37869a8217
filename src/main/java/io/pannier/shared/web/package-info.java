/**
 * What every request meets before and after a controller, in rooms by concept; here what they all
 * use.
 */
@NullMarked
package io.pannier.shared.web;

import org.jspecify.annotations.NullMarked;
