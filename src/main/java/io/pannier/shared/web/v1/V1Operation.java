package io.pannier.shared.web.v1;

import org.springframework.http.HttpMethod;

/**
 * An operation of version 1, published by its feature as a bean.
 *
 * @param pattern a Spring path pattern
 * @param name under which its calls are counted
 * @param successor the path in version 2 that replaces it, with the pattern's variables in braces;
 *     {@link V1Links#succeededBy} gives the exact resource where it does not follow from the path
 */
public record V1Operation(HttpMethod method, String pattern, String name, String successor) {}
