package io.pannier.shared.web.server;

import io.netty.channel.ChannelException;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.pannier.shared.logging.LateErrors;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.embedded.netty.NettyServerCustomizer;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServer;
import reactor.util.context.Context;

/**
 * Keeps clients that disconnect, or stop sending, out of the error log. Reactor Netty reports such
 * an error a second time when its answer ends, and Reactor would log it as dropped; here it is
 * logged at {@code DEBUG}. The same holds for rejections, which have no stack trace, and for time
 * limits and failed calls that come after the deadline. Every other dropped error is a defect and
 * is logged as an error.
 */
final class LostConnectionFilter implements WebFilter {

  private static final Logger log = LoggerFactory.getLogger(LostConnectionFilter.class);

  private static final Context QUIETLY =
      Context.of(LateErrors.HOOK, (Consumer<Throwable>) LostConnectionFilter::dropped);

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    return chain.filter(exchange).contextWrite(QUIETLY);
  }

  private static void dropped(Throwable error) {
    if (error instanceof ChannelException
        || error instanceof TimeoutException
        || error.getStackTrace().length == 0
        || DisconnectedClientHelper.isClientDisconnectedException(error)) {
      log.debug("the client had disconnected or stopped sending", error);
    } else {
      log.error("an error came after the request had ended", error);
    }
  }

  /**
   * Treats a connection that its client reset as closed. Reactor Netty 1.2.18 does so between
   * requests, but during a request it logs an error with a stack trace
   * (ServerTransport.onUncaughtException).
   */
  @Sharable
  static final class Handler extends ChannelInboundHandlerAdapter implements NettyServerCustomizer {

    private static final Logger log = LoggerFactory.getLogger(Handler.class);

    /** First in the pipeline, before TLS and HTTP, so that it sees only errors of the socket. */
    @Override
    public HttpServer apply(HttpServer server) {
      return server.doOnChannelInit(
          (observer, channel, remote) ->
              channel.pipeline().addFirst("pannier.lostConnections", this));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable error) {
      if (error instanceof IOException) {
        log.debug("a client reset its connection", error);
        var unused = context.close();
      } else {
        context.fireExceptionCaught(error);
      }
    }
  }
}
