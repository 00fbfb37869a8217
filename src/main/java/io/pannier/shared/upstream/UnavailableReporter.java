package io.pannier.shared.upstream;

import io.micrometer.core.instrument.MeterRegistry;
import io.pannier.shared.logging.LogThrottle;
import io.pannier.shared.logging.Trace;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Provenance.Source;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.util.context.ContextView;

/**
 * Reports to operators that an upstream is unavailable. The counter {@code
 * pannier.upstream.unavailable} counts every failed call; the log is throttled.
 */
final class UnavailableReporter {

  private static final Logger log = LoggerFactory.getLogger(UpstreamClient.class);
  private static final String HALVED = "pannier.upstream.halved";

  private final Source source;
  private final MeterRegistry meters;
  private final LogThrottle<Reason> throttle;

  UnavailableReporter(Source source, MeterRegistry meters, LogThrottle<Reason> throttle) {
    this.source = source;
    this.meters = meters;
    this.throttle = throttle;
    // A rare event is counted from 0 on, so that the first one shows.
    meters.counter(HALVED, "upstream", source.text());
  }

  /** Counts and logs a failed call, and returns why it failed. */
  Reason report(Throwable failure, ContextView subscriber) {
    Reason reason = UpstreamException.reasonOf(failure);
    meters
        .counter(
            "pannier.upstream.unavailable",
            "upstream",
            source.text(),
            "reason",
            reason.name().toLowerCase(Locale.ROOT))
        .increment();
    switch (reason) {
      // These follow from failures that were logged before, or from our own load.
      case CIRCUIT_OPEN, OVERLOADED ->
          log.debug("{} gave no usable answer: {}", source.text(), reason);
      default ->
          throttle
              .next(reason)
              .ifPresent(
                  suppressed ->
                      Trace.around(Trace.of(subscriber), () -> say(reason, failure, suppressed)));
    }
    return reason;
  }

  /** A question is asked again in halves: nothing is missing yet, but it takes more calls. */
  void reportHalved() {
    meters.counter(HALVED, "upstream", source.text()).increment();
    log.debug("{} answered more than is read: asked again in halves", source.text());
  }

  private void say(Reason reason, Throwable failure, long suppressed) {
    String detail =
        failure instanceof UpstreamException
            ? String.valueOf(failure.getMessage())
            : failure.getClass().getName();
    String before =
        suppressed == 0 ? "" : ", and " + suppressed + " times since this was last logged";
    log.warn("{} gave no usable answer: {} ({}){}", source.text(), reason, detail, before);
  }
}
