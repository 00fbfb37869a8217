package io.pannier.shared.upstream;

import io.pannier.shared.model.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Why one attempt to ask an upstream failed, and what the policy around it makes of that. It never
 * leaves the adapters: gateways answer. Its message names no address and repeats no answer.
 */
public class UpstreamException extends RuntimeException {

  private final Reason reason;
  private final boolean counted;
  private final boolean worthAnotherTry;

  private UpstreamException(
      Reason reason,
      String message,
      boolean counted,
      boolean worthAnotherTry,
      @Nullable Throwable cause) {
    // No stack trace: it would only show Reactor, and outages make thousands of these.
    super(message, cause, false, false);
    this.reason = reason;
    this.counted = counted;
    this.worthAnotherTry = worthAnotherTry;
  }

  /** A failure of the upstream: its breaker counts it. */
  public static UpstreamException failed(Reason reason, String message) {
    return new UpstreamException(reason, message, true, false, null);
  }

  static UpstreamException failed(Reason reason, Throwable cause) {
    return new UpstreamException(reason, cause.getClass().getName(), true, false, cause);
  }

  /** Something that says nothing of the upstream's health: the breaker ignores it. */
  static UpstreamException uncounted(Reason reason, String message) {
    return new UpstreamException(reason, message, false, false, null);
  }

  /** A failure that may be over in a moment. */
  public static UpstreamException passing(Reason reason, String message) {
    return new UpstreamException(reason, message, true, true, null);
  }

  /**
   * The answer is larger than is read. That is the question's fault, not the upstream's: the
   * breaker ignores it, and the question is asked again in halves.
   */
  static UpstreamException tooLarge() {
    return new TooLarge();
  }

  /** The answer is not what the contract allows. */
  public static UpstreamException invalid(String message) {
    return failed(Reason.INVALID_ANSWER, message);
  }

  /** The same failure, for when there is no time to try again. */
  UpstreamException asLast() {
    return new UpstreamException(reason, String.valueOf(getMessage()), counted, false, getCause());
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

  /**
   * A connection from the pool was no more. {@link UpstreamPolicy} makes the attempt again on a
   * fresh one; where that one breaks likewise, it is as any failure that may be over in a moment.
   */
  static final class StaleConnection extends UpstreamException {

    private static final long serialVersionUID = 1L;

    StaleConnection(Throwable cause) {
      super(Reason.UNREACHABLE, cause.getClass().getName(), true, true, cause);
    }
  }

  /** An answer that is larger than is read. */
  static final class TooLarge extends UpstreamException {

    private TooLarge() {
      super(Reason.INVALID_ANSWER, "larger than allowed", false, false, null);
    }

    /** Halves are not a second try. */
    @Override
    UpstreamException asLast() {
      return this;
    }
  }
}
