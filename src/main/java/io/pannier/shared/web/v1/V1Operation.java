package io.pannier.shared.web.v1;

import io.pannier.shared.web.PublicPath;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.server.ServerWebExchange;

/**
 * An operation of version 1, published by its feature as a bean.
 *
 * @param pattern a Spring path pattern
 * @param name under which its calls are counted
 * @param successor the path in version 2 that replaces it, with the pattern's variables in braces;
 *     {@link #succeededBy} gives the exact resource where it does not follow from the path
 */
public record V1Operation(HttpMethod method, String pattern, String name, String successor) {

  /**
   * Links an answer of version 1 to what replaces its resource, and to the migration guide. The
   * last call counts: a controller that knows the exact resource calls it after the filter.
   *
   * @param path in version 2
   */
  public static void succeededBy(ServerWebExchange exchange, String path) {
    String successor = PublicPath.of(exchange, path);
    String guide = PublicPath.of(exchange, "/docs/migrating-to-v2");
    exchange
        .getResponse()
        .getHeaders()
        .put(
            HttpHeaders.LINK,
            List.of(
                "<" + successor + ">; rel=\"successor-version\"",
                "<" + guide + ">; rel=\"deprecation\"; type=\"text/markdown\""));
  }
}
