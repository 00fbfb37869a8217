package io.pannier.faults;

import static io.pannier.faults.Fault.notAsked;
import static io.pannier.shared.model.Answer.Reason.CIRCUIT_OPEN;
import static io.pannier.shared.model.Answer.Reason.OVERLOADED;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.stream.Stream;

/** What our own protection does not let through to a healthy upstream. */
final class OwnRefusals {

  private OwnRefusals() {}

  static Stream<Fault> all() {
    return Stream.of(
        notAsked("open circuit", openCircuit(), CIRCUIT_OPEN),
        notAsked("full bulkhead", fullBulkhead(), OVERLOADED));
  }

  private static FaultInjection openCircuit() {
    return (upstream, pannier) -> {
      CircuitBreaker breaker = pannier.breaker(upstream);
      breaker.transitionToForcedOpenState();
      return new Broken(() -> pannier.requests(upstream), breaker::reset);
    };
  }

  private static FaultInjection fullBulkhead() {
    return (upstream, pannier) -> {
      Bulkhead bulkhead = pannier.bulkhead(upstream);
      int taken = 0;
      while (bulkhead.tryAcquirePermission()) {
        taken++;
      }
      int permits = taken;
      return new Broken(
          () -> pannier.requests(upstream),
          () -> {
            for (int permit = 0; permit < permits; permit++) {
              bulkhead.releasePermission();
            }
          });
    };
  }
}
