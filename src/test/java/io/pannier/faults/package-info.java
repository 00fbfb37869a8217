/**
 * The fault matrix: every way in which an upstream or the database can fail, against what customers
 * do meanwhile.
 */
@NullMarked
package io.pannier.faults;

import org.jspecify.annotations.NullMarked;
