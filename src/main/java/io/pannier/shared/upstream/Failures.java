package io.pannier.shared.upstream;

import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.timeout.ReadTimeoutException;
import io.pannier.shared.model.Reason;
import java.io.IOException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import reactor.netty.channel.AbortedException;

/** Sorts failures by their cause: many of them come with status 200, or with none. */
final class Failures {

  private Failures() {}

  /** What went wrong inside one exchange, before any policy around it. */
  static UpstreamException ofExchange(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UpstreamException known) {
        return known;
      }
      // Inside the exchange only the connection pool gives up like this.
      if (cause instanceof TimeoutException || cause instanceof RejectedExecutionException) {
        return UpstreamException.uncounted(Reason.OVERLOADED, "no connection free in our pool");
      }
      // Of the second one nothing was sent: the connection broke after it was taken from the pool.
      if (cause instanceof StaleConnectionException || cause instanceof AbortedException) {
        return new UpstreamException.StaleConnection(cause);
      }
      if (cause instanceof PrematureChannelClosureException) {
        return UpstreamException.passing(Reason.UNREACHABLE, cause.getClass().getName());
      }
      if (cause instanceof ReadTimeoutException) {
        return UpstreamException.failed(Reason.TIMEOUT, cause);
      }
      if (cause instanceof IOException broken) {
        return isPassing(broken)
            ? UpstreamException.passing(Reason.UNREACHABLE, broken.getClass().getName())
            : UpstreamException.failed(Reason.UNREACHABLE, broken);
      }
    }
    return UpstreamException.failed(Reason.INVALID_ANSWER, failure);
  }

  /** Refused and reset connections; not what needs more time or another configuration. */
  private static boolean isPassing(IOException broken) {
    return !(broken instanceof ConnectTimeoutException
        || broken instanceof UnknownHostException
        || broken instanceof NoRouteToHostException
        || broken instanceof SSLException);
  }

  /** Why a call failed, the policy's own refusals included. */
  static Reason reason(Throwable failure) {
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
}
