package io.pannier.shared.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.http.server.reactive.observation.ServerRequestObservationConvention;
import org.springframework.web.server.ServerWebExchange;

/**
 * Gives a request that is refused before it is observed what clients and operators rely on: a trace
 * id, and its count in the metric of all requests. It gets no span, so that an overload does not
 * overload the collector too.
 */
public final class UnobservedRequest {

  private static final String NAME = "http.server.requests";

  private final ContextPropagators propagators;
  private final ServerRequestObservationConvention convention;
  private final MeterRegistry meters;

  UnobservedRequest(
      ContextPropagators propagators,
      ServerRequestObservationConvention convention,
      MeterRegistry meters) {
    this.propagators = propagators;
    this.convention = convention;
    this.meters = meters;
  }

  /** Gives it the trace id of its caller, or one of its own. */
  public void trace(ServerWebExchange exchange) {
    SpanContext caller =
        Span.fromContext(
                propagators
                    .getTextMapPropagator()
                    .extract(Context.root(), exchange.getRequest().getHeaders(), Headers.GETTER))
            .getSpanContext();
    TraceId.set(
        exchange, caller.isValid() ? caller.getTraceId() : IdGenerator.random().generateTraceId());
  }

  /**
   * Counts it.
   *
   * @param error the reason for the refusal
   */
  public void count(ServerWebExchange exchange, Throwable error, Duration took) {
    ServerRequestObservationContext context =
        new ServerRequestObservationContext(
            exchange.getRequest(), exchange.getResponse(), exchange.getAttributes());
    context.setError(error);
    Tags tags =
        Tags.of("error", error.getClass().getSimpleName())
            .and(
                convention.getLowCardinalityKeyValues(context).stream()
                    .map(pair -> Tag.of(pair.getKey(), pair.getValue()))
                    .toList());
    meters.timer(Objects.requireNonNullElse(convention.getName(), NAME), tags).record(took);
  }

  /** How trace contexts are read from headers. */
  private enum Headers implements TextMapGetter<HttpHeaders> {
    GETTER;

    @Override
    public Iterable<String> keys(HttpHeaders headers) {
      return headers.keySet();
    }

    @Override
    public @Nullable String get(@Nullable HttpHeaders headers, String name) {
      return headers == null ? null : headers.getFirst(name);
    }
  }
}
