package io.pannier.shared.web;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/**
 * Closes a connection on which a request has begun but is not complete in time. Reactor Netty's own
 * timeouts start only when the head is there and end with the answer, and every byte restarts its
 * idle timeout: one byte a second, of a head or of a body that was refused unread, would hold a
 * connection for ever.
 */
final class SlowRequestGuard {

  private final Duration limit;
  private @Nullable Future<?> alarm;

  private SlowRequestGuard(Duration limit) {
    this.limit = limit;
  }

  /** Around the codec: a request's bytes are seen before it, and its end after it. */
  static void install(ChannelPipeline pipeline, Duration limit) {
    SlowRequestGuard guard = new SlowRequestGuard(limit);
    pipeline
        .addBefore(NettyPipeline.HttpCodec, "pannier.requestBytes", guard.new Bytes())
        .addAfter(NettyPipeline.HttpCodec, "pannier.requestEnd", guard.new Messages());
  }

  private final class Bytes extends ChannelInboundHandlerAdapter {

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) throws Exception {
      if (alarm == null) {
        alarm =
            context
                .executor()
                .schedule(() -> close(context), limit.toMillis(), TimeUnit.MILLISECONDS);
      }
      super.channelRead(context, bytes);
    }

    private static void close(ChannelHandlerContext context) {
      var unused = context.close();
    }
  }

  private final class Messages extends ChannelInboundHandlerAdapter {

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
      if (message instanceof LastHttpContent) {
        cancel();
      }
      super.channelRead(context, message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
      cancel();
      super.channelInactive(context);
    }

    private void cancel() {
      if (alarm != null) {
        alarm.cancel(false);
        alarm = null;
      }
    }
  }
}
