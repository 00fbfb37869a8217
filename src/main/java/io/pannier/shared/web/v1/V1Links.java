package io.pannier.shared.web.v1;

import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/** Where an answer of version 1 points to: what replaces its resource, and the migration guide. */
public final class V1Links {

  private static final String GUIDE =
      "</docs/migrating-to-v2>; rel=\"deprecation\"; type=\"text/markdown\"";

  private V1Links() {}

  /** Names the very resource, in place of the operation's general successor. */
  public static void succeededBy(ServerWebExchange exchange, String path) {
    set(exchange.getResponse().getHeaders(), path);
  }

  static void set(HttpHeaders headers, String successor) {
    headers.put(HttpHeaders.LINK, List.of("<" + successor + ">; rel=\"successor-version\"", GUIDE));
  }
}
