package io.pannier.shared.web.v1;

import io.pannier.shared.web.PublicPath;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/** Where an answer of version 1 points to: what replaces its resource, and the migration guide. */
public final class V1Links {

  private V1Links() {}

  /** Names the very resource, in place of the operation's general successor. */
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
