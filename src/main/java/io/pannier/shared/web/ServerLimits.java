package io.pannier.shared.web;

import org.springframework.boot.web.embedded.netty.NettyServerCustomizer;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;
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
        .mapHandle(ServerLimits::afterItsRequestWasRead)
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

  /**
   * Begins an answer in a turn of its own. Reactor Netty 1.2.18 forgets to read on from a kept
   * connection where a queued request is answered while it is still being handed over (issue 4361
   * of reactor-netty, mended in none of the 1.2 releases so far): the next request then hangs.
   */
  private static Mono<Void> afterItsRequestWasRead(Mono<Void> answer, Connection connection) {
    return answer.subscribeOn(Schedulers.fromExecutor(connection.channel().eventLoop()));
  }
}
