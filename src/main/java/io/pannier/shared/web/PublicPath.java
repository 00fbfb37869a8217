package io.pannier.shared.web;

import org.springframework.web.server.ServerWebExchange;

/** Paths of this service as clients see them: with the prefix that a proxy removed. */
public final class PublicPath {

  private PublicPath() {}

  /** The public form of a path of this service, such as {@code /v2/things}. */
  public static String of(ServerWebExchange exchange, String path) {
    return exchange.getRequest().getPath().contextPath().value() + path;
  }
}
