package io.pannier.shared.web.v1;

import org.springframework.http.HttpMethod;

/**
 * An operation of version 1, published by its feature as a bean.
 *
 * @param pattern a Spring path pattern
 * @param name what its calls are counted under
 * @param successor the path in version 2 that replaces it, for calls of which nothing more is
 *     known; {@link V1Links#succeededBy} names the very resource where it is
 */
public record V1Operation(HttpMethod method, String pattern, String name, String successor) {}
