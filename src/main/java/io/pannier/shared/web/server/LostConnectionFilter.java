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
import org.springframework.web.reactive.function.client.WebClientException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServer;
import reactor.util.context.Context;

/**
 * Keeps clients that go away, or stop sending, out of the error log. Reactor Netty reports such an
 * error once more when the answer to it ends, and Reactor logs it as dropped; here that is said
 * quietly. So are refusals, which have no stack trace, time limits and failures of calls, when the
 * deadline was faster. Every other dropped error, which is a defect, is logged as ever.
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
        || error instanceof WebClientException
        || error.getStackTrace().length == 0
        || DisconnectedClientHelper.isClientDisconnectedException(error)) {
      log.debug("nobody was there to be answered", error);
    } else {
      log.error("an error came when nobody listened any more", error);
    }
  }

  /**
   * Takes a connection that its client reset for a closed one. Reactor Netty 1.2.18 does the same
   * between requests, but logs an error with its stack trace where one is under way
   * (ServerTransport.onUncaughtException).
   */
  @Sharable
  static final class Handler extends ChannelInboundHandlerAdapter implements NettyServerCustomizer {

    private static final Logger log = LoggerFactory.getLogger(Handler.class);

    /** Before TLS and HTTP, so that only the socket's own errors are seen. */
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
