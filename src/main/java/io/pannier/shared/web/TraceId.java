package io.pannier.shared.web;

import io.pannier.shared.logging.Trace;
import java.util.Optional;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** The trace that a request belongs to (W3C Trace Context): 32 hexadecimal digits. */
public final class TraceId {

  public static final String HEADER = "X-Trace-Id";

  private TraceId() {}

  /** Its id; empty only where tracing is switched off. */
  public static Optional<String> of(ServerWebExchange exchange) {
    return trace(exchange)
        .map(Trace::id)
        .or(() -> Optional.ofNullable(exchange.<String>getAttribute(HEADER)));
  }

  /** Of a request that is not observed. */
  static void set(ServerWebExchange exchange, String id) {
    exchange.getAttributes().put(HEADER, id);
  }

  public static Optional<Trace> trace(ServerWebExchange exchange) {
    return ServerRequestObservationContext.findCurrent(exchange.getAttributes()).flatMap(Trace::of);
  }

  /** Sends every client its trace id, so that a problem report can be found in the logs. */
  static final class Filter implements WebFilter, EveryAnswer {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
      prepare(exchange);
      return chain.filter(exchange);
    }

    @Override
    public void prepare(ServerWebExchange exchange) {
      TraceId.of(exchange)
          .ifPresent(id -> exchange.getResponse().getHeaders().set(TraceId.HEADER, id));
    }
  }
}
