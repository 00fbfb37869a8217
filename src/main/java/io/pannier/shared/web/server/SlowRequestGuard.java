package io.pannier.shared.web.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes a connection on which a request has started but is not complete in time. Reactor Netty's
 * own timeouts start only after the headers and end with the answer, and every byte restarts its
 * idle timeout: one byte a second, of headers or of a body that was rejected unread, would keep a
 * connection for ever.
 *
 * <p>It runs before the decoder. Over HTTP/1.1 the {@link ExchangeGuard} reports when a request is
 * complete; over HTTP/2, where each stream has such a guard, no frame and no block of headers may
 * stay incomplete.
 */
final class SlowRequestGuard extends ChannelDuplexHandler {

  /** How much a connection has sent: if two values are equal, nothing was sent in between. */
  record Progress(long written, long pending, long ofTheFirstPending) {}

  private static final Logger log = LoggerFactory.getLogger(SlowRequestGuard.class);

  private final Duration limit;
  private @Nullable ChannelHandlerContext context;
  private @Nullable CloseTimer arrival;
  private @Nullable Http2Frames frames;
  private boolean http2;
  private long written;

  SlowRequestGuard(Duration limit, boolean mayBecomeHttp2) {
    this.limit = limit;
    this.frames = mayBecomeHttp2 ? new Http2Frames() : null;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    this.context = context;
    this.arrival = new CloseTimer(context, limit);
  }

  /** Closes the connection unless the current request is complete in time. */
  CloseTimer arrival() {
    return Objects.requireNonNull(arrival);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object bytes) throws Exception {
    if (frames != null) {
      frames.read((ByteBuf) bytes);
    }
    if (!http2) {
      arrival().start();
    }
    super.channelRead(context, bytes);
    if (frames != null) {
      follow(frames);
    }
  }

  private void follow(Http2Frames sent) {
    ChannelPipeline pipeline = context().pipeline();
    if (!http2 && pipeline.get(Http2FrameCodec.class) != null) {
      http2 = true;
      if (pipeline.get(ExchangeGuard.class) != null) { // each stream has its own
        pipeline.remove(ExchangeGuard.class);
      }
      pipeline.addLast("pannier.clientsFaults", new ClientsFaults());
      if (!sent.hasPreface()) { // upgraded from HTTP/1.1: the preface follows the request
        sent = new Http2Frames();
        frames = sent;
      }
    }
    if (http2) {
      if (sent.areComplete()) {
        arrival().stop();
      } else {
        arrival().start();
      }
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
      throws Exception {
    if (message instanceof ByteBuf bytes) {
      written += bytes.readableBytes();
    }
    super.write(context, message, promise);
  }

  Progress progress() {
    ChannelOutboundBuffer pending = context().channel().unsafe().outboundBuffer();
    return pending == null
        ? new Progress(written, 0, 0)
        : new Progress(written, pending.totalPendingWriteBytes(), pending.currentProgress());
  }

  /**
   * Closes at once, without the closing messages of TLS and HTTP/2, which would wait for the
   * client. Unsent data is dropped, by the operating system too.
   */
  void abort() {
    Channel channel = context().channel();
    channel.config().setOption(ChannelOption.SO_LINGER, 0);
    var unused = channel.pipeline().firstContext().close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    arrival().stop();
    super.channelInactive(context);
  }

  private ChannelHandlerContext context() {
    return Objects.requireNonNull(context);
  }

  /**
   * Keeps clients' mistakes out of the log, where Netty would warn with a stack trace: the codec
   * has answered and closes the connection.
   */
  private static final class ClientsFaults extends ChannelInboundHandlerAdapter {

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      if (cause instanceof Http2Exception || cause instanceof IOException) {
        log.debug("a client broke the rules of HTTP/2, or was lost", cause);
      } else {
        context.fireExceptionCaught(cause);
      }
    }
  }
}
