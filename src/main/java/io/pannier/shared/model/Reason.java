package io.pannier.shared.model;

/**
 * Why a value is unavailable, or comes from a substitute. Declared from the mildest (our own
 * protection, over in a moment) to the worst (the upstream answers nonsense), which is the order
 * that summaries go by.
 */
public enum Reason {
  /** Our own bulkhead or connection pool was full. */
  OVERLOADED,
  /** The circuit breaker did not let the call through. */
  CIRCUIT_OPEN,
  /** The upstream asked for fewer calls (429). */
  THROTTLED,
  TIMEOUT,
  /** The connection was refused or broken. */
  UNREACHABLE,
  /** The upstream reported a failure of its own, or refused our credentials. */
  UPSTREAM_ERROR,
  /** The upstream answered something that its contract does not allow. */
  INVALID_ANSWER
}
