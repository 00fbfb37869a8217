package io.pannier.shared.web;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;

/** Paths of this service as clients see them: with the prefix that a proxy removed. */
public final class PublicPath {

  private PublicPath() {}

  /** The public form of a path of this service, such as {@code /v2/things}. */
  public static String of(ServerWebExchange exchange, String path) {
    return exchange.getRequest().getPath().contextPath().value() + path;
  }

  /** Answers where a resource is to be found now. */
  public static void locate(ServerWebExchange exchange, String path) {
    exchange.getResponse().getHeaders().setLocation(URI.create(of(exchange, path)));
  }

  /** Answers that a resource was created, and where. */
  public static void created(ServerWebExchange exchange, String path) {
    exchange.getResponse().setStatusCode(HttpStatus.CREATED);
    locate(exchange, path);
  }
}
