package io.pannier.shared.web.v1;

import io.pannier.shared.web.PublicPath;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/**
 * The links of an answer of version 1: to what replaces its resource, and to the migration guide.
 */
public final class V1Links {

  private V1Links() {}

  /** Links to the exact resource instead of the operation's general successor. */
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
