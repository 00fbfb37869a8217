package io.pannier.shared.web.filter;

import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Answers a request for several ranges of a file with the whole file (RFC 9110, section 14.2 allows
 * that). Spring would send the ranges with the length of the whole file, and the client would wait
 * for bytes that never come, or read the next answer as if it were part of this one.
 */
final class RangesFilter implements WebFilter {

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    boolean several =
        String.join(",", exchange.getRequest().getHeaders().getOrEmpty(HttpHeaders.RANGE))
            .contains(",");
    return chain.filter(
        several
            ? exchange
                .mutate()
                .request(request -> request.headers(all -> all.remove(HttpHeaders.RANGE)))
                .build()
            : exchange);
  }
}
