package io.pannier.shared.upstream;

import io.micrometer.core.instrument.MeterRegistry;
import io.pannier.shared.logging.LinePace;
import io.pannier.shared.logging.Trace;
import io.pannier.shared.model.Reason;
import io.pannier.shared.model.Source;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.util.context.ContextView;

/**
 * Tells operators that an upstream could not tell: every time by the counter {@code
 * pannier.upstream.unavailable}, and in the log at the pace given.
 */
record Degradations(Source source, MeterRegistry meters, LinePace<Reason> pace) {

  private static final Logger log = LoggerFactory.getLogger(UpstreamClient.class);
  private static final String HALVED = "pannier.upstream.halved";

  /** What rarely happens is counted from 0 on, so that its first time is seen. */
  Degradations {
    meters.counter(HALVED, "upstream", source.text());
  }

  /** Why a call failed. */
  Reason tell(Throwable failure, ContextView subscriber) {
    Reason reason = Failures.reason(failure);
    meters
        .counter(
            "pannier.upstream.unavailable",
            "upstream",
            source.text(),
            "reason",
            reason.name().toLowerCase(Locale.ROOT))
        .increment();
    switch (reason) {
      // They follow from what was said before, or from our own load.
      case CIRCUIT_OPEN, OVERLOADED -> log.debug("{} could not tell: {}", source.text(), reason);
      default ->
          pace.next(reason)
              .ifPresent(
                  leftOut ->
                      Trace.around(Trace.of(subscriber), () -> say(reason, failure, leftOut)));
    }
    return reason;
  }

  /** That a question is asked again in halves: nothing is missing yet, but it takes more calls. */
  void halved() {
    meters.counter(HALVED, "upstream", source.text()).increment();
    log.debug("{} answered more than is read: asked again in halves", source.text());
  }

  private void say(Reason reason, Throwable failure, long leftOut) {
    String detail =
        failure instanceof UpstreamException
            ? String.valueOf(failure.getMessage())
            : failure.getClass().getName();
    String before = leftOut == 0 ? "" : ", and " + leftOut + " times since it was last said";
    log.warn("{} could not tell: {} ({}){}", source.text(), reason, detail, before);
  }
}
