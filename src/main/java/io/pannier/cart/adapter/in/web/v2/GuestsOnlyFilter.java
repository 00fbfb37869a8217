package io.pannier.cart.adapter.in.web.v2;

import io.pannier.shared.web.CommonProblems;
import io.pannier.shared.web.PathPrefix;
import io.pannier.shared.web.Problem;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses every bearer token on carts. No token issuer is known, so no token can be good, and
 * whoever sends one must not take a guest's cart for their own.
 */
final class GuestsOnlyFilter implements WebFilter {

  private final PathPrefix carts = PathPrefix.of("/v2/carts");

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    boolean refused =
        carts.covers(exchange.getRequest())
            && CartV2Headers.hasBearerToken(exchange.getRequest().getHeaders());
    return refused
        ? Mono.error(
            Problem.of(CommonProblems.UNAUTHENTICATED, "This service serves guests only.")
                .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"")
                .asException())
        : chain.filter(exchange);
  }
}
