package io.pannier.shared.web.problem;

import io.pannier.shared.storage.ChangesMade;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Gives each request its {@link ChangesMade}: in Reactor's context for the stores, and as an
 * attribute of the exchange for error responses, which need it even if the operation was cancelled
 * at its deadline.
 */
final class ChangesMadeFilter implements WebFilter {

  private static final String ATTRIBUTE = ChangesMade.class.getName();

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    ChangesMade changes = new ChangesMade();
    exchange.getAttributes().put(ATTRIBUTE, changes);
    return chain.filter(exchange).contextWrite(context -> context.put(ChangesMade.class, changes));
  }

  /** Whether this request has changed something, or may have. */
  static boolean mayHaveHappened(ServerWebExchange exchange) {
    return exchange.getAttribute(ATTRIBUTE) instanceof ChangesMade changes
        && changes.mayHaveHappened();
  }
}
