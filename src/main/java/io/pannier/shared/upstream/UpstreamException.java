package io.pannier.shared.upstream;

import io.pannier.shared.model.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Why one attempt to ask an upstream failed, and what the policy around it makes of that. It never
 * leaves the adapters: gateways answer. Its message names no address and repeats no answer.
 */
public final class UpstreamException extends RuntimeException {

  private final Reason reason;
  private final boolean counted;
  private final boolean worthAnotherTry;
  private final boolean ofStaleConnection;

  private UpstreamException(
      Reason reason,
      String message,
      boolean counted,
      boolean worthAnotherTry,
      boolean ofStaleConnection,
      @Nullable Throwable cause) {
    // No stack trace: it would only show Reactor, and outages make thousands of these.
    super(message, cause, false, false);
    this.reason = reason;
    this.counted = counted;
    this.worthAnotherTry = worthAnotherTry;
    this.ofStaleConnection = ofStaleConnection;
  }

  /** A failure of the upstream: its breaker counts it. */
  public static UpstreamException failed(Reason reason, String message) {
    return new UpstreamException(reason, message, true, false, false, null);
  }

  static UpstreamException failed(Reason reason, Throwable cause) {
    return new UpstreamException(reason, cause.getClass().getName(), true, false, false, cause);
  }

  /** Something that says nothing of the upstream's health: the breaker ignores it. */
  static UpstreamException uncounted(Reason reason, String message) {
    return new UpstreamException(reason, message, false, false, false, null);
  }

  /** A failure that may be over in a moment. */
  public static UpstreamException passing(Reason reason, String message) {
    return new UpstreamException(reason, message, true, true, false, null);
  }

  /**
   * A connection from the pool was no more, which {@link UpstreamPolicy} mends on a fresh one;
   * where that cannot be had either, as {@link #passing}.
   */
  static UpstreamException staleConnection(Throwable cause) {
    return new UpstreamException(
        Reason.UNREACHABLE, cause.getClass().getName(), true, true, true, cause);
  }

  /** The answer is not what the contract allows. */
  public static UpstreamException invalid(String message) {
    return failed(Reason.INVALID_ANSWER, message);
  }

  /** The same failure, for when there is no time to try again. */
  UpstreamException asLast() {
    return new UpstreamException(
        reason, String.valueOf(getMessage()), counted, false, ofStaleConnection, getCause());
  }

  public Reason reason() {
    return reason;
  }

  boolean isCounted() {
    return counted;
  }

  boolean isWorthAnotherTry() {
    return worthAnotherTry;
  }

  boolean isOfStaleConnection() {
    return ofStaleConnection;
  }
}
