package io.pannier.shared.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.CombinedChannelDuplexHandler;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import reactor.netty.Connection;
import reactor.netty.NettyPipeline;
import reactor.netty.channel.ChannelOperations;
import reactor.netty.http.client.HttpClient;

/**
 * The client's side of HTTP/1.1 on reused connections: one request, one answer.
 *
 * <ul>
 *   <li>Interim answers are skipped (RFC 9110, section 15.2): Reactor Netty takes any but 100 for
 *       the answer, and the answer itself for the one of the next request.
 *   <li>A connection that receives anything while no answer is due is closed, be it one byte.
 *   <li>A reused connection that breaks before its answer begins fails with a {@link
 *       StaleConnectionException}; so does one that answers 408 (RFC 9110, section 15.5.9).
 * </ul>
 *
 * <p>It replaces Netty's codec, and is built from its parts, because only the decoder knows which
 * bytes are left over. It does not support {@code HEAD} or {@code CONNECT}, whose answers are
 * framed differently.
 */
public final class ExchangeCodec
    extends CombinedChannelDuplexHandler<ExchangeCodec.AnswerDecoder, HttpRequestEncoder> {

  ExchangeCodec() {
    super(new AnswerDecoder(), new HttpRequestEncoder());
  }

  /** A client that uses this codec. */
  public static HttpClient spokenBy(HttpClient http) {
    return http.doOnChannelInit(
        (observer, channel, address) ->
            channel
                .pipeline()
                .replace(NettyPipeline.HttpCodec, NettyPipeline.HttpCodec, new ExchangeCodec()));
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise written)
      throws Exception {
    AnswerDecoder answers = inboundHandler();
    if (message instanceof HttpRequest && !answers.expect()) {
      ReferenceCountUtil.release(message);
      written.setFailure(new StaleConnectionException(new IOException("still being answered")));
      var unused = ctx.close();
      return;
    }
    ChannelPromise attempted = ctx.newPromise();
    attempted.addListener(
        done -> {
          if (done.isSuccess()) {
            written.trySuccess();
          } else {
            written.tryFailure(answers.failure(ctx, done.cause()));
          }
        });
    super.write(ctx, message, attempted);
  }

  /** Decodes one exchange after the other; runs on the connection's event loop. */
  static final class AnswerDecoder extends HttpResponseDecoder {

    /** Any number is allowed (RFC 9110, section 15.2), but there must be an end. */
    private static final int MOST_INTERIM_ANSWERS = 1_000;

    /** In bytes, of a body: what one read of a connection brings at most. */
    private static final int LARGEST_PIECE = 65_536;

    private int requests;
    private boolean answerIsOutstanding;
    private boolean answerHasBegun;
    private int interimAnswers;

    AnswerDecoder() {
      super(new HttpDecoderConfig().setMaxChunkSize(LARGEST_PIECE));
    }

    /** Whether a request may be written: not while the answer to the one before is outstanding. */
    private boolean expect() {
      if (answerIsOutstanding) {
        return false;
      }
      requests++;
      answerIsOutstanding = true;
      answerHasBegun = false;
      interimAnswers = 0;
      return true;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out)
        throws Exception {
      if (!answerIsOutstanding) {
        in.skipBytes(in.readableBytes());
        neverUseAgain(ctx);
        var unused = ctx.close();
        return;
      }
      answerHasBegun = true;
      int before = out.size();
      super.decode(ctx, in, out);
      List<Object> decoded = out.subList(before, out.size());
      if (decoded.isEmpty()) {
        return;
      }
      readOddStatus(decoded.get(0));
      if (isInterim(decoded.get(0)) && interimAnswers < MOST_INTERIM_ANSWERS) {
        interimAnswers++;
        decoded.clear(); // its head and, since it has no content, its end
        ctx.read();
      } else if (isIdleTimeout(decoded.get(0))) {
        answerHasBegun = false;
        decoded.clear();
        ctx.fireExceptionCaught(failure(ctx, new IOException("closed for having been idle")));
        var unused = ctx.close();
      } else if (decoded.get(decoded.size() - 1) instanceof LastHttpContent) {
        answerIsOutstanding = false;
        if (in.isReadable() || isInformational(decoded.get(0))) {
          neverUseAgain(ctx);
        }
      }
    }

    /**
     * Treats a status outside 100 to 599 as 500 (RFC 9110, section 15); the tags of metrics cannot
     * hold it.
     */
    private static void readOddStatus(Object decoded) {
      if (decoded instanceof HttpResponse answer
          && (answer.status().code() < 100 || answer.status().code() > 599)) {
        answer.setStatus(HttpResponseStatus.INTERNAL_SERVER_ERROR);
      }
    }

    private static boolean isInterim(Object decoded) {
      return isInformational(decoded)
          && ((HttpResponse) decoded).status().code()
              != HttpResponseStatus.SWITCHING_PROTOCOLS.code();
    }

    private static boolean isInformational(Object decoded) {
      return decoded instanceof HttpResponse answer
          && answer.decoderResult().isSuccess()
          && answer.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }

    /** The answer of servers that close an idle connection before they see the next request. */
    private boolean isIdleTimeout(Object decoded) {
      return requests > 1
          && decoded instanceof HttpResponse answer
          && answer.status().code() == HttpResponseStatus.REQUEST_TIMEOUT.code();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
      Throwable failure = failure(ctx, new ClosedChannelException());
      if (failure instanceof StaleConnectionException) {
        ctx.fireExceptionCaught(failure);
      }
      super.channelInactive(ctx);
    }

    @Override
    @SuppressWarnings("deprecation") // overrides what is not deprecated for inbound handlers
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) throws Exception {
      super.exceptionCaught(ctx, failure(ctx, cause));
    }

    /** The failure to report: a stale connection as such, anything else as it is. */
    private Throwable failure(ChannelHandlerContext ctx, Throwable cause) {
      boolean isUsedAgain =
          answerIsOutstanding ? requests > 1 && !answerHasBegun : requests > 0 && isTaken(ctx);
      boolean isStale = isUsedAgain && cause instanceof IOException;
      if (!isStale) {
        return cause;
      }
      answerIsOutstanding = false;
      return new StaleConnectionException(cause);
    }

    /**
     * Whether an exchange has taken the connection from the pool; its request may still be on its
     * way here.
     */
    private static boolean isTaken(ChannelHandlerContext ctx) {
      return ChannelOperations.get(ctx.channel()) != null;
    }

    /** To be called before the end of the answer is passed on, which gives the connection back. */
    private static void neverUseAgain(ChannelHandlerContext ctx) {
      Connection.from(ctx.channel()).markPersistent(false);
    }
  }

  /**
   * A reused connection broke before the first byte of an answer. Most likely the other side, or
   * something in between, had closed or forgotten it while it was idle. This says nothing about the
   * upstream's health, and the question can be asked again.
   */
  static final class StaleConnectionException extends IOException {

    private static final long serialVersionUID = 1L;

    StaleConnectionException(Throwable cause) {
      super(cause.getClass().getName(), cause);
    }
  }
}
