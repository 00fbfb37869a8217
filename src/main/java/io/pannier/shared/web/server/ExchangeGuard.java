package io.pannier.shared.web.server;

import io.netty.buffer.ByteBufHolder;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.util.ReferenceCountUtil;
import io.pannier.shared.web.server.SlowRequestGuard.Progress;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Limits the time and the memory that requests and answers of one HTTP/1.1 connection, or one
 * HTTP/2 stream, may take. A client that does not send what it announced, does not read its
 * answers, or sends more requests without reading, loses the connection, or only the stream if the
 * rest of the connection works.
 */
final class ExchangeGuard extends ChannelDuplexHandler {

  /** The most requests of one connection that may wait for earlier answers. */
  static final int MAX_WAITING = 100;

  /** The most bytes of the bodies of waiting requests. */
  static final int MAX_WAITING_BYTES = 128 * 1024;

  private final WebProperties.Response limits;
  private final Duration arrivalLimit;
  private final AtomicLong unreadByAll;
  private final SlowRequestGuard connection;

  private @Nullable CloseTimer arrival;
  private int unanswered;
  private int waitingBytes;

  private long unread;
  private int pendingWrites;
  private long answerBegan;
  private Progress seen = new Progress(0, 0, 0);
  private @Nullable Future<?> check;

  ExchangeGuard(
      WebProperties.Response limits,
      Duration arrivalLimit,
      AtomicLong unreadByAll,
      SlowRequestGuard connection) {
    this.limits = limits;
    this.arrivalLimit = arrivalLimit;
    this.unreadByAll = unreadByAll;
    this.connection = connection;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    if (context.channel() instanceof Http2StreamChannel stream) {
      arrival = new CloseTimer(context, arrivalLimit);
      if (stream.stream().state().remoteSideOpen()) {
        arrival.start();
      }
      unanswered = 1;
    } else {
      arrival = connection.arrival();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    if (message instanceof HttpRequest) {
      unanswered++;
      arrival().start();
    }
    if (unanswered > 1 && message instanceof HttpContent content) {
      waitingBytes += content.content().readableBytes();
    }
    if (message instanceof LastHttpContent) {
      arrival().stop();
    }
    if (unanswered - 1 > MAX_WAITING || waitingBytes > MAX_WAITING_BYTES) {
      ReferenceCountUtil.release(message);
      connection.abort();
    } else {
      super.channelRead(context, message);
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
      throws Exception {
    if (message instanceof HttpResponse response) {
      if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
        super.write(context, message, promise);
        return;
      }
      answerBegan = System.nanoTime();
    }
    int size = message instanceof ByteBufHolder body ? body.content().readableBytes() : 0;
    boolean last = message instanceof LastHttpContent;
    unread += size;
    unreadByAll.addAndGet(size);
    pendingWrites++;
    ChannelPromise sent = promise.unvoid().addListener(end -> written(size, last));
    super.write(context, message, sent);
  }

  private void written(int size, boolean last) {
    unread -= size;
    unreadByAll.addAndGet(-size);
    pendingWrites--;
    if (last) {
      unanswered--;
      waitingBytes = 0;
    }
  }

  @Override
  public void flush(ChannelHandlerContext context) throws Exception {
    super.flush(context);
    if (unread > 0 && unreadByAll.get() > limits.maxUnread().toBytes()) {
      abandon(context);
    } else if (pendingWrites > 0 && check == null) {
      seen = connection.progress();
      checkLater(context);
    }
  }

  private void checkLater(ChannelHandlerContext context) {
    long left = limits.writeTimeout().toNanos() - (System.nanoTime() - answerBegan);
    check =
        context
            .executor()
            .schedule(
                () -> check(context),
                Math.min(left, limits.idleTimeout().toNanos()),
                TimeUnit.NANOSECONDS);
  }

  private void check(ChannelHandlerContext context) {
    check = null;
    if (pendingWrites == 0) {
      return;
    }
    Progress now = connection.progress();
    boolean tooLong = System.nanoTime() - answerBegan >= limits.writeTimeout().toNanos();
    if (tooLong || now.equals(seen)) {
      abandon(context);
    } else {
      seen = now;
      checkLater(context);
    }
  }

  /**
   * Resets the stream if only that is stuck, else closes the connection. Closing the stream's
   * channel is not enough: if the end of the answer is written but not sent, Netty sends no reset
   * and keeps the data that waits for the window to open.
   */
  private void abandon(ChannelHandlerContext context) {
    if (context.channel() instanceof Http2StreamChannel stream
        && connection.progress().pending() == 0) {
      var unused =
          stream
              .parent()
              .writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.CANCEL).stream(stream.stream()));
    } else {
      connection.abort();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    arrival().stop();
    if (check != null) {
      check.cancel(false);
    }
    super.channelInactive(context);
  }

  private CloseTimer arrival() {
    return Objects.requireNonNull(arrival);
  }
}
