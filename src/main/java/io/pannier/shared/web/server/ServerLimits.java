package io.pannier.shared.web.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http2.Http2StreamChannel;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.springframework.boot.web.embedded.netty.NettyServerCustomizer;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;
import reactor.netty.ConnectionObserver;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Limits how long a client may take to send a request, and to read its answer. */
final class ServerLimits implements NettyServerCustomizer {

  /**
   * The operating system's buffer for answers of one connection. Every answer of the API fits, so
   * that none waits in our memory. Linux would give more to fast connections: memory that a client
   * uses by not reading, and that hides whether it reads at all, since a full buffer accepts more
   * only when a third of it is free.
   */
  private static final int SEND_BUFFER = 256 * 1024;

  private final WebProperties.Request request;
  private final WebProperties.Response response;
  private final DataSize maxLine;
  private final AtomicLong unread = new AtomicLong();

  ServerLimits(WebProperties.Request request, WebProperties.Response response, DataSize maxLine) {
    this.request = request;
    this.response = response;
    this.maxLine = maxLine;
  }

  @Override
  public HttpServer apply(HttpServer server) {
    return Compression.apply(server)
        .childOption(ChannelOption.SO_SNDBUF, SEND_BUFFER)
        .readTimeout(request.idleTimeout())
        .requestTimeout(request.readTimeout())
        .mapHandle(this::afterItsRequestWasRead)
        .childObserve(this::guardExchange)
        .doOnChannelInit((observer, channel, remote) -> guardConnection(channel));
  }

  /** Added before the decoder, whichever protocol is used. */
  private void guardConnection(Channel channel) {
    ChannelPipeline pipeline = channel.pipeline();
    String decoder =
        Stream.of(
                NettyPipeline.H2CUpgradeHandler,
                NettyPipeline.H2OrHttp11Codec,
                NettyPipeline.HttpCodec)
            .filter(name -> pipeline.get(name) != null)
            .findFirst()
            .orElseThrow();
    pipeline.addBefore(
        decoder,
        "pannier.slowRequestGuard",
        new SlowRequestGuard(request.arrivalTimeout(), !decoder.equals(NettyPipeline.HttpCodec)));
    if (pipeline.get(NettyPipeline.HttpTrafficHandler) != null) {
      guardExchanges(channel, channel);
    }
  }

  /** For what is known only later: a stream, or the protocol that TLS negotiated. */
  private void guardExchange(Connection connection, ConnectionObserver.State state) {
    Channel channel = connection.channel();
    if (state == ConnectionObserver.State.CONFIGURED
        && channel.pipeline().get(ExchangeGuard.class) == null) {
      guardExchanges(channel, channel instanceof Http2StreamChannel ? channel.parent() : channel);
    }
  }

  private void guardExchanges(Channel channel, Channel connection) {
    channel
        .pipeline()
        .addBefore(
            NettyPipeline.HttpTrafficHandler,
            "pannier.exchangeGuard",
            new ExchangeGuard(
                response,
                request.arrivalTimeout(),
                unread,
                connection.pipeline().get(SlowRequestGuard.class)));
  }

  /**
   * Starts each answer in a task of its own on the event loop. Reactor Netty 1.2.18 stops reading
   * from a kept connection if a queued request is answered while it is still being passed on (issue
   * 4361 of reactor-netty, not fixed in any 1.2 release so far): the next request then hangs.
   *
   * <p>Over HTTP/2 no decoder limits the length of the path; it is limited here, with the same
   * answer as over HTTP/1.1.
   */
  private Mono<Void> afterItsRequestWasRead(Mono<Void> answer, Connection connection) {
    boolean tooLong =
        connection instanceof HttpServerRequest asked && asked.uri().length() > maxLine.toBytes();
    return (tooLong ? uriTooLong(connection) : answer)
        .subscribeOn(Schedulers.fromExecutor(connection.channel().eventLoop()));
  }

  private static Mono<Void> uriTooLong(Connection connection) {
    return ((HttpServerResponse) connection).status(HttpResponseStatus.REQUEST_URI_TOO_LONG).send();
  }
}
