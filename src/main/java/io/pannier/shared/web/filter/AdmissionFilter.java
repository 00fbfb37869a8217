package io.pannier.shared.web.filter;

import org.springframework.boot.actuate.autoconfigure.security.reactive.EndpointRequest;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.security.web.server.util.matcher.OrServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Limits how many requests are served at once. Management endpoints are exempt. */
final class AdmissionFilter implements WebFilter {

  private final ServerWebExchangeMatcher management =
      new OrServerWebExchangeMatcher(
          EndpointRequest.toAnyEndpoint(),
          EndpointRequest.toAdditionalPaths(WebServerNamespace.SERVER, HealthEndpoint.class),
          EndpointRequest.toAdditionalPaths(WebServerNamespace.MANAGEMENT, HealthEndpoint.class));
  private final Places places;

  AdmissionFilter(int maxInFlight) {
    this.places = new Places(maxInFlight);
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    return management
        .matches(exchange)
        .flatMap(
            exempt -> exempt.isMatch() ? chain.filter(exchange) : places.admit(exchange, chain));
  }
}
