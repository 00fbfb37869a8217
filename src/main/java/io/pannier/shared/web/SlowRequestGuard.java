package io.pannier.shared.web;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.netty.Connection;
import reactor.netty.ConnectionObserver;
import reactor.netty.http.server.HttpServerState;

/**
 * Closes a connection on which a request has begun but is not complete in time. Reactor Netty's own
 * timeouts start only when the head is there and end with the answer, and every byte restarts its
 * idle timeout: one byte a second, of a head or of a body that was refused unread, would hold a
 * connection for ever.
 */
final class SlowRequestGuard extends ChannelInboundHandlerAdapter {

  private final Duration limit;
  private boolean served;
  private @Nullable Future<?> alarm;

  SlowRequestGuard(Duration limit) {
    this.limit = limit;
  }

  /** Tells the guard of a connection how its request fares. */
  static void observe(Connection connection, ConnectionObserver.State state) {
    SlowRequestGuard guard = connection.channel().pipeline().get(SlowRequestGuard.class);
    if (guard != null && state == HttpServerState.REQUEST_RECEIVED) {
      guard.served(true);
    } else if (guard != null && state == ConnectionObserver.State.DISCONNECTING) {
      guard.served(false);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object bytes) throws Exception {
    if (alarm == null && !served) {
      alarm =
          context
              .executor()
              .schedule(() -> close(context), limit.toMillis(), TimeUnit.MILLISECONDS);
    }
    super.channelRead(context, bytes);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    cancel();
    super.channelInactive(context);
  }

  private void served(boolean now) {
    served = now;
    cancel();
  }

  private void cancel() {
    if (alarm != null) {
      alarm.cancel(false);
      alarm = null;
    }
  }

  private static void close(ChannelHandlerContext context) {
    var unused = context.close();
  }
}
