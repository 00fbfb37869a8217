package io.pannier.shared.web;

import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Tells every client its trace id, so that a report can be found in the logs. */
final class TraceIdFilter implements WebFilter {

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    TraceId.of(exchange)
        .ifPresent(id -> exchange.getResponse().getHeaders().set(TraceId.HEADER, id));
    return chain.filter(exchange);
  }
}
