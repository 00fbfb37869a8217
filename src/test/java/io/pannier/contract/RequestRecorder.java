package io.pannier.contract;

import java.io.ByteArrayOutputStream;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpRequestDecorator;
import org.springframework.web.reactive.function.client.ClientRequest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps a copy of a request on its way to the wire, with the headers that its encoder adds. */
final class RequestRecorder {

  private final HttpHeaders headers = new HttpHeaders();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  ClientRequest recording(ClientRequest request) {
    headers.putAll(request.headers());
    return ClientRequest.from(request)
        .body((message, context) -> request.body().insert(new Recorded(message), context))
        .build();
  }

  HttpHeaders headers() {
    return headers;
  }

  byte[] body() {
    return body.toByteArray();
  }

  private final class Recorded extends ClientHttpRequestDecorator {

    Recorded(ClientHttpRequest message) {
      super(message);
    }

    @Override
    public Mono<Void> writeWith(Publisher<? extends DataBuffer> buffers) {
      headers.putAll(getHeaders());
      return super.writeWith(Flux.from(buffers).doOnNext(this::copy));
    }

    private void copy(DataBuffer buffer) {
      byte[] bytes = new byte[buffer.readableByteCount()];
      int start = buffer.readPosition();
      buffer.read(bytes);
      buffer.readPosition(start);
      body.writeBytes(bytes);
    }
  }
}
