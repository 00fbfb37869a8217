package io.pannier.shared.web.filter;

import io.pannier.shared.web.problem.CommonProblems;
import io.pannier.shared.web.problem.Problem;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.boot.actuate.autoconfigure.security.reactive.EndpointRequest;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.security.web.server.util.matcher.OrServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Serves at most so many requests at once and rejects the others immediately: an answer that comes
 * too late is useless and costs as much (Google SRE book, "Handling Overload"). Management
 * endpoints are exempt.
 */
final class AdmissionFilter implements WebFilter {

  private final ServerWebExchangeMatcher management =
      new OrServerWebExchangeMatcher(
          EndpointRequest.toAnyEndpoint(),
          EndpointRequest.toAdditionalPaths(WebServerNamespace.SERVER, HealthEndpoint.class),
          EndpointRequest.toAdditionalPaths(WebServerNamespace.MANAGEMENT, HealthEndpoint.class));
  private final Semaphore places;

  AdmissionFilter(int maxInFlight) {
    this.places = new Semaphore(maxInFlight);
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    return management
        .matches(exchange)
        .flatMap(exempt -> exempt.isMatch() ? chain.filter(exchange) : admit(exchange, chain));
  }

  private Mono<Void> admit(ServerWebExchange exchange, WebFilterChain chain) {
    return Mono.defer(
        () ->
            places.tryAcquire()
                ? admitted(exchange, chain)
                : Mono.error(overloaded().asException()));
  }

  /**
   * Its place is free again as soon as the answer is known, even if the client has not read it:
   * slow readers must not keep others out. The server limits unread answers.
   */
  private Mono<Void> admitted(ServerWebExchange exchange, WebFilterChain chain) {
    AtomicBoolean held = new AtomicBoolean(true);
    Runnable leave =
        () -> {
          if (held.getAndSet(false)) {
            places.release();
          }
        };
    exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(leave));
    return Mono.defer(() -> chain.filter(exchange)).doFinally(end -> leave.run());
  }

  private static Problem overloaded() {
    return Problem.of(CommonProblems.OVERLOADED, "Too many requests are being served.")
        .retryAfter(Duration.ofSeconds(1));
  }
}
