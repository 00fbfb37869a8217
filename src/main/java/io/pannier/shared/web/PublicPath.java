package io.pannier.shared.web;

import org.springframework.web.server.ServerWebExchange;

/** Paths of this service as its clients write them: with the prefix that a proxy took away. */
public final class PublicPath {

  private PublicPath() {}

  /** Of a path from the service's own root on, as in {@code /v2/things}. */
  public static String of(ServerWebExchange exchange, String path) {
    return exchange.getRequest().getPath().contextPath().value() + path;
  }
}
