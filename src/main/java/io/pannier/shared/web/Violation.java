package io.pannier.shared.web;

/**
 * One thing that is wrong with a request.
 *
 * @param field a path into the body, or the name of a parameter or header
 */
public record Violation(String field, String message) {}
