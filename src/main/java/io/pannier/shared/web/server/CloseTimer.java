package io.pannier.shared.web.server;

import io.netty.channel.ChannelHandlerContext;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection, or one of its streams, unless it is stopped in time. Use it on the event
 * loop only.
 */
final class CloseTimer {

  private final ChannelHandlerContext context;
  private final Duration limit;
  private @Nullable Future<?> running;

  CloseTimer(ChannelHandlerContext context, Duration limit) {
    this.context = context;
    this.limit = limit;
  }

  /** Does nothing if it is running. */
  void start() {
    if (running == null) {
      running = context.executor().schedule(this::close, limit.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  void stop() {
    if (running != null) {
      running.cancel(false);
      running = null;
    }
  }

  private void close() {
    var unused = context.close();
  }
}
