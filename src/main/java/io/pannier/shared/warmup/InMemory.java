package io.pannier.shared.warmup;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.AbstractServerHttpRequest;
import org.springframework.http.server.reactive.AbstractServerHttpResponse;
import org.springframework.http.server.reactive.SslInfo;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Requests and answers without a server. */
final class InMemory {

  private InMemory() {}

  /** A request without a connection. */
  static final class Request extends AbstractServerHttpRequest {

    private static final InetSocketAddress NO_CLIENT =
        InetSocketAddress.createUnresolved("warm-up.invalid", 1);

    private final byte[] body;

    Request(WarmUp.Request sent) {
      super(sent.method(), URI.create("http://localhost" + sent.path()), "", headers(sent));
      this.body = sent.body().getBytes(StandardCharsets.UTF_8);
    }

    private static HttpHeaders headers(WarmUp.Request sent) {
      HttpHeaders headers = new HttpHeaders();
      headers.set(HttpHeaders.HOST, "localhost");
      headers.set(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE);
      if (!sent.body().isEmpty()) {
        headers.setContentType(MediaType.APPLICATION_JSON);
        headers.setContentLength(sent.body().getBytes(StandardCharsets.UTF_8).length);
      }
      sent.headers().forEach(headers::set);
      return headers;
    }

    @Override
    public InetSocketAddress getRemoteAddress() {
      return NO_CLIENT;
    }

    @Override
    public Flux<DataBuffer> getBody() {
      return body.length == 0
          ? Flux.empty()
          : Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(body));
    }

    @Override
    protected MultiValueMap<String, HttpCookie> initCookies() {
      return new LinkedMultiValueMap<>();
    }

    @Override
    protected @Nullable SslInfo initSslInfo() {
      return null;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T> T getNativeRequest() {
      return (T) this;
    }
  }

  /** An answer that is sent to no client. */
  static final class Response extends AbstractServerHttpResponse {

    Response() {
      super(DefaultDataBufferFactory.sharedInstance);
    }

    @Override
    protected Mono<Void> writeWithInternal(Publisher<? extends DataBuffer> body) {
      return Flux.from(body).doOnNext(DataBufferUtils::release).then();
    }

    @Override
    protected Mono<Void> writeAndFlushWithInternal(
        Publisher<? extends Publisher<? extends DataBuffer>> body) {
      return writeWithInternal(Flux.from(body).concatMap(part -> part));
    }

    @Override
    protected void applyStatusCode() {}

    @Override
    protected void applyHeaders() {}

    @Override
    protected void applyCookies() {}

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T> T getNativeResponse() {
      return (T) this;
    }
  }
}
