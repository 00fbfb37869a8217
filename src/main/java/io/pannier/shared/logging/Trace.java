package io.pannier.shared.logging;

import io.micrometer.observation.Observation;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import java.util.Optional;
import org.slf4j.MDC;
import org.slf4j.MDC.MDCCloseable;
import reactor.util.context.ContextView;

/**
 * The trace of a request (W3C Trace Context). Reactor does not carry it to every thread, which
 * would cost a third of the CPU; so log lines that show it are written inside {@link #around}.
 *
 * @param id 32 hexadecimal digits
 */
public record Trace(String id, String spanId) {

  /** Empty only where tracing is switched off. */
  public static Optional<Trace> of(Observation.ContextView observation) {
    return Optional.ofNullable(observation.<TracingContext>get(TracingContext.class))
        .flatMap(tracing -> Optional.ofNullable(tracing.getSpan()))
        .map(span -> span.context())
        .filter(context -> !context.traceId().isEmpty())
        .map(Trace::of);
  }

  /** Of the request that a reactive chain serves. */
  public static Optional<Trace> of(ContextView subscriber) {
    return subscriber
        .<Observation>getOrEmpty(ObservationThreadLocalAccessor.KEY)
        .flatMap(observation -> of(observation.getContextView()));
  }

  private static Trace of(TraceContext context) {
    return new Trace(context.traceId(), context.spanId());
  }

  /** Writes a log line with the fields {@code traceId} and {@code spanId}, if there is a trace. */
  public static void around(Optional<Trace> trace, Runnable line) {
    trace.ifPresentOrElse(known -> known.around(line), line);
  }

  @SuppressWarnings("try") // closed, not used
  private void around(Runnable line) {
    try (MDCCloseable trace = MDC.putCloseable("traceId", id);
        MDCCloseable span = MDC.putCloseable("spanId", spanId)) {
      line.run();
    }
  }
}
