package io.pannier.shared.web;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.embedded.netty.NettyServerCustomizer;
import reactor.netty.http.server.HttpServer;

/**
 * Takes a connection that its client reset for a closed one. Reactor Netty 1.2.18 does the same
 * between requests, but logs an error with its stack trace where one is under way
 * (ServerTransport.onUncaughtException).
 */
@Sharable
final class LostConnectionHandler extends ChannelInboundHandlerAdapter
    implements NettyServerCustomizer {

  private static final Logger log = LoggerFactory.getLogger(LostConnectionHandler.class);

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
