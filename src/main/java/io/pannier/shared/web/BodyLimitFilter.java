package io.pannier.shared.web;

import org.springframework.http.HttpHeaders;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Refuses a body that says that it is too large before it is read; codecs catch the others. */
final class BodyLimitFilter implements WebFilter {

  private final long limit;

  BodyLimitFilter(DataSize limit) {
    this.limit = limit.toBytes();
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    return exchange.getRequest().getHeaders().getContentLength() > limit
        ? Mono.error(tooLarge().asException())
        : chain.filter(exchange);
  }

  /** The rest of the body is not wanted, so neither is the connection that it would come on. */
  static Problem tooLarge() {
    return Problem.of(CommonProblems.BODY_TOO_LARGE, "The body is larger than is allowed.")
        .withHeader(HttpHeaders.CONNECTION, "close");
  }
}
