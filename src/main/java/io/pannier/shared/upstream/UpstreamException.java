package io.pannier.shared.upstream;

import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.timeout.ReadTimeoutException;
import io.pannier.shared.model.Answer.Reason;
import java.io.IOException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import reactor.netty.channel.AbortedException;

/**
 * Why one attempt to ask an upstream failed, and how the policy treats that. It never leaves the
 * adapters: gateways return answers. Its message names no address and repeats no answer.
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

  /** A failure that does not show the upstream to be unhealthy: the breaker ignores it. */
  public static UpstreamException uncounted(Reason reason, String message) {
    return new UpstreamException(reason, message, false, false, null);
  }

  /** A failure that may be gone in a moment. */
  public static UpstreamException passing(Reason reason, String message) {
    return new UpstreamException(reason, message, true, true, null);
  }

  /**
   * The answer is larger than is read, or holds less than all that there is. That is the question's
   * fault, not the upstream's: the breaker ignores it, and the question is asked again in halves.
   */
  public static UpstreamException tooLarge() {
    return new TooLarge();
  }

  /** The answer is not what the contract allows. */
  public static UpstreamException invalid(String message) {
    return failed(Reason.INVALID_ANSWER, message);
  }

  /** What went wrong inside one exchange, before any policy around it. */
  static UpstreamException ofExchange(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UpstreamException known) {
        return known;
      }
      // Inside the exchange only the connection pool fails like this.
      if (cause instanceof TimeoutException || cause instanceof RejectedExecutionException) {
        return uncounted(Reason.OVERLOADED, "no connection free in our pool");
      }
      // In the second case nothing was sent: the connection broke after it was taken from the pool.
      if (cause instanceof ExchangeCodec.StaleConnectionException
          || cause instanceof AbortedException) {
        return new StaleConnection(cause);
      }
      if (cause instanceof PrematureChannelClosureException) {
        return passing(Reason.UNREACHABLE, cause.getClass().getName());
      }
      if (cause instanceof ReadTimeoutException) {
        return failed(Reason.TIMEOUT, cause);
      }
      if (cause instanceof IOException broken) {
        return isPassing(broken)
            ? passing(Reason.UNREACHABLE, broken.getClass().getName())
            : failed(Reason.UNREACHABLE, broken);
      }
    }
    return failed(Reason.INVALID_ANSWER, failure);
  }

  /** Refused and reset connections; not what needs more time or another configuration. */
  private static boolean isPassing(IOException broken) {
    return !(broken instanceof ConnectTimeoutException
        || broken instanceof UnknownHostException
        || broken instanceof NoRouteToHostException
        || broken instanceof SSLException);
  }

  /** Why a call failed, the policy's own refusals included. */
  static Reason reasonOf(Throwable failure) {
    if (failure instanceof UpstreamException upstream) {
      return upstream.reason();
    }
    if (failure instanceof TimeoutException) {
      return Reason.TIMEOUT;
    }
    if (failure instanceof CallNotPermittedException) {
      return Reason.CIRCUIT_OPEN;
    }
    return failure instanceof BulkheadFullException ? Reason.OVERLOADED : Reason.INVALID_ANSWER;
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
   * A connection from the pool was closed already. {@link UpstreamPolicy} repeats the attempt on a
   * fresh one. If that one breaks in the same way, it is retried like any other broken connection.
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

    /** Asking in halves is no retry. */
    @Override
    UpstreamException asLast() {
      return this;
    }
  }

  /**
   * What circuit breakers ignore: our own full bulkhead or pool, answers that are too large, and
   * statuses that say nothing of the upstream's health (404, 429, and 413, 414, 431, which our own
   * request causes). Named in {@code resilience4j.circuitbreaker.configs}.
   */
  public static final class NotCounted implements Predicate<Throwable> {

    @Override
    public boolean test(Throwable failure) {
      return failure instanceof BulkheadFullException
          || (failure instanceof UpstreamException upstream && !upstream.isCounted());
    }
  }

  /** What is retried. Named in {@code resilience4j.retry.configs}. */
  public static final class WorthAnotherTry implements Predicate<Throwable> {

    @Override
    public boolean test(Throwable failure) {
      return failure instanceof UpstreamException upstream && upstream.isWorthAnotherTry();
    }
  }
}
