package io.pannier.shared.web.server;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerUpgradeHandler;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.netty.Connection;
import reactor.netty.ConnectionObserver;
import reactor.netty.NettyPipeline;

/**
 * Enforces rules of HTTP for a server that Reactor Netty does not enforce (RFC 9110, RFC 9112).
 * Each connection, or stream of HTTP/2, has one, between the codec and everything else. Its error
 * answers have no body, like all that the server itself sends, and the connection is closed.
 */
final class HttpConformance extends ChannelDuplexHandler {

  private static final String NAME = "pannier.httpConformance";

  private final boolean forwarded;
  private int unanswered;
  private boolean lastBodyIsBroken;
  private @Nullable HttpResponseStatus refusal;

  private HttpConformance(boolean forwarded) {
    this.forwarded = forwarded;
  }

  /**
   * Adds one to each connection or stream as soon as its pipeline is complete.
   *
   * @param forwarded whether headers of proxies are used for the address that was called
   */
  static ConnectionObserver observer(boolean forwarded) {
    return (connection, state) -> {
      if (state == ConnectionObserver.State.CONNECTED) {
        ChannelPipeline pipeline = connection.channel().pipeline();
        if (pipeline.get(NettyPipeline.H2OrHttp11Codec) != null) {
          pipeline.addBefore(
              NettyPipeline.ReactiveBridge,
              NAME + ".afterHandshake",
              new AfterHandshake(forwarded));
        } else {
          addTo(pipeline, forwarded);
        }
      }
    };
  }

  private static void addTo(ChannelPipeline pipeline, boolean forwarded) {
    if (pipeline.get(NettyPipeline.HttpTrafficHandler) != null && pipeline.get(NAME) == null) {
      pipeline.addBefore(NettyPipeline.HttpTrafficHandler, NAME, new HttpConformance(forwarded));
      ChannelHandlerContext upgrades = pipeline.context(HttpServerUpgradeHandler.class);
      if (upgrades != null) {
        pipeline.addBefore(upgrades.name(), NAME + ".upgrades", new UpgradeRequests());
      }
    }
  }

  /**
   * Ignores a request to switch to HTTP/2 (RFC 9110, section 7.8 allows that), except in a first
   * request without a body. Netty would collect the body first, converts the request so that its
   * framing and its target can no longer be checked, and would send its answer before those of
   * earlier requests.
   */
  private static final class UpgradeRequests extends ChannelInboundHandlerAdapter {

    private boolean first = true;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
      if (message instanceof HttpRequest request) {
        HttpHeaders headers = request.headers();
        boolean plain =
            headers.getAll(HttpHeaderNames.HOST).size() == 1
                && !headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
                && headers.get(HttpHeaderNames.CONTENT_LENGTH, "0").equals("0");
        if (!first || !plain) {
          headers.remove(HttpHeaderNames.UPGRADE);
        }
        first = false;
      }
      super.channelRead(context, message);
    }
  }

  /** Where TLS negotiates HTTP/1.1 or HTTP/2, the pipeline is complete after the handshake. */
  private static final class AfterHandshake extends ChannelInboundHandlerAdapter {

    private final boolean forwarded;

    AfterHandshake(boolean forwarded) {
      this.forwarded = forwarded;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
      if (event instanceof SslHandshakeCompletionEvent) {
        addTo(context.pipeline(), forwarded);
        context.pipeline().remove(this);
      }
      super.userEventTriggered(context, event);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    if (refusal != null) { // nothing after it is processed
      ReferenceCountUtil.release(message);
      return;
    }
    if (message instanceof HttpRequest request) {
      unanswered++;
      if (context.channel() instanceof Http2StreamChannel) {
        removeRepeatedHost(request.headers());
      }
      refusal = request.decoderResult().isSuccess() ? check(request) : null;
      if (refusal != null && context.channel() instanceof Http2StreamChannel) {
        ReferenceCountUtil.release(message);
        refuseStream(context, refusal);
        return;
      }
      if (refusal != null) {
        request.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("not HTTP")));
      }
    } else if (message instanceof HttpContent content && content.decoderResult().isFailure()) {
      content.release();
      breakBody(context);
      return;
    }
    super.channelRead(context, message);
  }

  /** Over HTTP/2 {@code Host} may repeat the authority (RFC 9113, section 8.3.1). */
  private static void removeRepeatedHost(HttpHeaders headers) {
    List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
    if (hosts.size() == 2 && hosts.get(0).equalsIgnoreCase(hosts.get(1))) {
      headers.set(HttpHeaderNames.HOST, hosts.get(0));
    }
  }

  /** Null if the request is valid, else the status to answer. */
  private @Nullable HttpResponseStatus check(HttpRequest request) {
    if (request.protocolVersion().majorVersion() != 1) {
      // Reactor Netty would answer HTTP/2.0 at once, before the requests that came earlier.
      request.setProtocolVersion(HttpVersion.HTTP_1_1);
      return HttpResponseStatus.BAD_REQUEST;
    }
    HttpResponseStatus coding = checkTransferCoding(request.headers());
    return coding == null && !(normaliseTarget(request) && areForwardedValid(request.headers()))
        ? HttpResponseStatus.BAD_REQUEST
        : coding;
  }

  private boolean areForwardedValid(HttpHeaders headers) {
    return !forwarded || ForwardedHeaders.areValid(headers);
  }

  /**
   * The last coding must be {@code chunked}, since a body has no end otherwise; other codings are
   * not supported (RFC 9112, sections 6.1 and 6.3).
   */
  private static @Nullable HttpResponseStatus checkTransferCoding(HttpHeaders headers) {
    List<String> values = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
    if (values.isEmpty() || (values.size() == 1 && isChunked(values.get(0)))) {
      return null;
    }
    String[] codings = String.join(",", values).split(",", -1);
    boolean chunkedOnce = true;
    for (int i = 0; i < codings.length; i++) {
      chunkedOnce &= isChunked(codings[i]) == (i == codings.length - 1);
    }
    return chunkedOnce ? HttpResponseStatus.NOT_IMPLEMENTED : HttpResponseStatus.BAD_REQUEST;
  }

  private static boolean isChunked(String coding) {
    return coding.strip().equalsIgnoreCase("chunked");
  }

  /**
   * Normalises target and {@code Host}; false if one of them is invalid (RFC 9112, section 3.2).
   */
  private static boolean normaliseTarget(HttpRequest request) {
    HttpHeaders headers = request.headers();
    List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
    if (hosts.size() > 1
        || (hosts.isEmpty() && request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) >= 0)) {
      return false;
    }
    String host = hosts.isEmpty() ? null : RequestTarget.authority(hosts.get(0));
    RequestTarget target = RequestTarget.of(request.method(), request.uri());
    if (target == null || (host == null && !hosts.isEmpty())) {
      return false;
    }
    request.setUri(target.text());
    if (target.authority() != null) {
      headers.set(HttpHeaderNames.HOST, target.authority());
    } else if (host != null) {
      headers.set(HttpHeaderNames.HOST, host);
    }
    return true;
  }

  /**
   * Whether the body ended because its chunks were malformed (RFC 9112, section 7.1).
   *
   * @param request as the server has it
   */
  static boolean isBodyBroken(Object request) {
    HttpConformance here =
        request instanceof Connection connection
            ? connection.channel().pipeline().get(HttpConformance.class)
            : null;
    return here != null && here.isBroken();
  }

  /**
   * Ends the body; its reader then has to ask {@link #isBodyBroken}. An exception would close the
   * connection before an answer could be sent, and be logged as a defect. Nothing can follow on
   * this connection: if the request was answered already, it is closed.
   */
  private void breakBody(ChannelHandlerContext context) throws Exception {
    lastBodyIsBroken = true;
    if (unanswered == 0) {
      var unused = context.close();
    } else {
      super.channelRead(context, LastHttpContent.EMPTY_LAST_CONTENT);
    }
  }

  /** The broken request is the last of its connection; earlier requests are answered first. */
  private boolean isBroken() {
    return lastBodyIsBroken && unanswered == 1;
  }

  private static void refuseStream(ChannelHandlerContext context, HttpResponseStatus status) {
    FullHttpResponse response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.EMPTY_BUFFER);
    response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, 0);
    date(response);
    context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
      throws Exception {
    if (message instanceof HttpResponse response) {
      if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
        super.write(context, message, promise);
        return;
      }
      date(response);
      if (isBroken()) {
        response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
      }
      if (refusal != null && isOfServer(response)) {
        response.setStatus(refusal);
      }
    }
    if (message instanceof LastHttpContent) {
      boolean last = isBroken();
      unanswered--;
      if (last) {
        super.write(context, message, promise.unvoid().addListener(ChannelFutureListener.CLOSE));
        return;
      }
    }
    super.write(context, message, promise);
  }

  /** RFC 9110, section 6.6.1. */
  private static void date(HttpResponse response) {
    if (!response.headers().contains(HttpHeaderNames.DATE)) {
      response.headers().set(HttpHeaderNames.DATE, DateFormatter.format(Date.from(Instant.now())));
    }
  }

  /** Whether this is Reactor Netty's own answer to a request that could not be decoded. */
  private static boolean isOfServer(HttpResponse response) {
    return response instanceof FullHttpResponse full
        && full.status().equals(HttpResponseStatus.BAD_REQUEST)
        && !full.content().isReadable()
        && response
            .headers()
            .containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true);
  }
}
