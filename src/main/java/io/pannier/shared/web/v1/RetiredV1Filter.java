package io.pannier.shared.web.v1;

import io.pannier.shared.web.PathPrefix;
import io.pannier.shared.web.Problem;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Answers in version 1's place once it is switched off. */
final class RetiredV1Filter implements WebFilter {

  private final PathPrefix prefix = PathPrefix.of(V1Filter.PREFIX);
  private final boolean retired;

  RetiredV1Filter(boolean retired) {
    this.retired = retired;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    return retired && prefix.covers(exchange.getRequest())
        ? Mono.error(
            Problem.of(V1Configuration.V1Problem.VERSION_RETIRED, "Version 1 was switched off.")
                .asException())
        : chain.filter(exchange);
  }
}
