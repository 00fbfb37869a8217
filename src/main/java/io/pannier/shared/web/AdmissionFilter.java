package io.pannier.shared.web;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Lets in so many requests at once and refuses the others right away: an answer that comes too late
 * helps nobody and costs as much (Google SRE book, "Handling Overload"). Management is exempt.
 */
final class AdmissionFilter implements WebFilter {

  private final Semaphore places;

  AdmissionFilter(int maxInFlight) {
    this.places = new Semaphore(maxInFlight);
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    if (exchange.getRequest().getPath().value().startsWith("/actuator")) {
      return chain.filter(exchange);
    }
    if (!places.tryAcquire()) {
      return Mono.error(
          Problem.of(CommonProblems.OVERLOADED, "Too many requests are being served.")
              .retryAfter(Duration.ofSeconds(1))
              .asException());
    }
    return chain.filter(exchange).doFinally(end -> places.release());
  }
}
