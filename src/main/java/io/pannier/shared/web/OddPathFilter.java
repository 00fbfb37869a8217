package io.pannier.shared.web;

import java.util.regex.Pattern;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

/**
 * Refuses paths that some read in one way and some in another: with path parameters, empty or dot
 * segments, or with what separates segments or escapes in an escaped form. A gateway's rule for
 * {@code /v2/carts} must not be got round by {@code //v2/carts}, and nothing behind this filter has
 * to know how its neighbours read such a path (RFC 3986, sections 3.3 and 6.2.2).
 */
final class OddPathFilter implements WebFilter {

  private static final Pattern ODD =
      Pattern.compile("(?i);|//|.+/$|/\\.{1,2}(?=/|$)|%(?:[01][0-9A-F]|7F|25|2E|2F|3B|5C)");

  static boolean isOdd(String path) {
    return ODD.matcher(path).find();
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    return isOdd(pathSent(exchange.getRequest()))
        ? Mono.error(
            Problem.of(CommonProblems.NOT_FOUND, "Nothing is at this address.").asException())
        : chain.filter(exchange);
  }

  /** As it came: whoever reads what proxies forward makes one slash of many. */
  private static String pathSent(ServerHttpRequest request) {
    if (ServerHttpRequestDecorator.getNativeRequest(request) instanceof HttpServerRequest sent) {
      int query = sent.uri().indexOf('?');
      return query < 0 ? sent.uri() : sent.uri().substring(0, query);
    }
    return request.getPath().value();
  }
}
