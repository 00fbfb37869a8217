package io.pannier.shared.web;

import org.springframework.boot.web.embedded.netty.NettyServerCustomizer;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/** Bounds how long a client may take to send a request. */
final class ServerLimits implements NettyServerCustomizer {

  private final WebProperties.Request limits;

  ServerLimits(WebProperties.Request limits) {
    this.limits = limits;
  }

  @Override
  public HttpServer apply(HttpServer server) {
    return server
        .readTimeout(limits.idleTimeout())
        .requestTimeout(limits.readTimeout())
        .childObserve(SlowRequestGuard::observe)
        .doOnChannelInit(
            (observer, channel, remote) ->
                channel
                    .pipeline()
                    .addBefore(
                        NettyPipeline.HttpCodec,
                        "pannier.slowRequestGuard",
                        new SlowRequestGuard(limits.arrivalTimeout())));
  }
}
