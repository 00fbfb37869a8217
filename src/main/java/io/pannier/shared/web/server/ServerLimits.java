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

/** Bounds how long a client may take to send a request, and to read its answer. */
final class ServerLimits implements NettyServerCustomizer {

  /**
   * What the operating system keeps of a connection's answers. Any answer of the API fits, so that
   * none waits for its reader here. More, which Linux gives to fast connections by itself, would be
   * memory that a client takes by not reading, and would hide for long whether it reads at all: a
   * full buffer takes more only when a third of it is free.
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

  /** In front of what decodes the bytes, whichever protocols are spoken. */
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

  /** What was not known at the start: a stream, or the protocol that TLS was asked for. */
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
   * Begins an answer in a turn of its own. Reactor Netty 1.2.18 forgets to read on from a kept
   * connection where a queued request is answered while it is still being handed over (issue 4361
   * of reactor-netty, mended in none of the 1.2 releases so far): the next request then hangs.
   *
   * <p>Over HTTP/2 no decoder looks at the length of a request line; its counterpart is bounded
   * here, answered as over HTTP/1.1.
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
