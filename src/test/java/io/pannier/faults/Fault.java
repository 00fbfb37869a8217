package io.pannier.faults;

import io.pannier.local.StubUpstream;
import io.pannier.shared.model.Answer.Reason;
import java.util.EnumSet;
import java.util.Set;

/**
 * One way in which an upstream can fail, and what becomes of it.
 *
 * @param reason as which it is told
 * @param requests that the upstream gets
 * @param failures that its circuit breaker counts
 * @param successes that its circuit breaker counts: a whole answer of which one entry cannot be
 *     believed says nothing against the upstream's health
 * @param isSlow whether an attempt's time limit ends it
 * @param upstreams to which it can happen
 */
record Fault(
    String name,
    FaultInjection breakage,
    Reason reason,
    int requests,
    int failures,
    int successes,
    boolean isSlow,
    Set<StubUpstream> upstreams) {

  private static final Set<StubUpstream> ALL = EnumSet.allOf(StubUpstream.class);

  /** A failed call, tried once. */
  static Fault failing(String name, FaultInjection breakage, Reason reason) {
    return new Fault(name, breakage, reason, 1, 1, 0, false, ALL);
  }

  /** A failed call, tried once more; both of them count. */
  static Fault triedAgain(String name, FaultInjection breakage, Reason reason) {
    return new Fault(name, breakage, reason, 2, 2, 0, false, ALL);
  }

  /** A call that is cut. */
  static Fault slow(String name, FaultInjection breakage) {
    return new Fault(name, breakage, Reason.TIMEOUT, 1, 1, 0, true, ALL);
  }

  /** A failed call of which the breaker takes no notice. */
  static Fault ignored(String name, FaultInjection breakage, Reason reason) {
    return new Fault(name, breakage, reason, 1, 0, 0, false, ALL);
  }

  /** A call that never leaves the service. */
  static Fault notAsked(String name, FaultInjection breakage, Reason reason) {
    return new Fault(name, breakage, reason, 0, 0, 0, false, ALL);
  }

  /** An answer of which this product's entry cannot be used. */
  static Fault spoiled(String name, FaultInjection breakage, Reason reason) {
    return new Fault(name, breakage, reason, 1, 0, 1, false, ALL);
  }

  Fault requests(int number) {
    return new Fault(name, breakage, reason, number, failures, successes, isSlow, upstreams);
  }

  Fault of(Set<StubUpstream> some) {
    return new Fault(name, breakage, reason, requests, failures, successes, isSlow, some);
  }

  /** Whether the client of the upstream says so in its log. */
  boolean isLogged() {
    return failures > 0 || (requests > 0 && successes == 0);
  }

  @Override
  public String toString() {
    return name;
  }
}
