package io.pannier.shared.web.server;

import io.netty.channel.ChannelHandlerContext;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection, or a stream of one, unless it is stopped in time. For use on the event loop.
 */
final class Alarm {

  private final ChannelHandlerContext context;
  private final Duration limit;
  private @Nullable Future<?> running;

  Alarm(ChannelHandlerContext context, Duration limit) {
    this.context = context;
    this.limit = limit;
  }

  /** Changes nothing if it is running. */
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
