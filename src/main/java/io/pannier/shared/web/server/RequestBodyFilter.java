package io.pannier.shared.web.server;

import io.pannier.shared.web.problem.CommonProblems;
import io.pannier.shared.web.problem.Problem;
import java.util.List;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Rejects a body that has a content coding, or malformed chunks, when an operation reads it, so
 * that a wrong path or method is reported first.
 */
final class RequestBodyFilter implements WebFilter {

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    ServerHttpRequest request = exchange.getRequest();
    List<String> codings = request.getHeaders().getValuesAsList(HttpHeaders.CONTENT_ENCODING);
    if (!codings.stream().allMatch(coding -> coding.equalsIgnoreCase("identity"))) {
      return chain.filter(exchange.mutate().request(new CodedRequest(request)).build());
    }
    return request.getHeaders().containsKey(HttpHeaders.TRANSFER_ENCODING)
        ? chain.filter(exchange.mutate().request(new ChunkedRequest(request)).build())
        : chain.filter(exchange);
  }

  private static final class CodedRequest extends ServerHttpRequestDecorator {

    CodedRequest(ServerHttpRequest request) {
      super(request);
    }

    @Override
    public Flux<DataBuffer> getBody() {
      return super.getBody()
          .handle(
              (coded, sink) -> {
                DataBufferUtils.release(coded);
                sink.error(coded().asException());
              });
    }
  }

  private static final class ChunkedRequest extends ServerHttpRequestDecorator {

    ChunkedRequest(ServerHttpRequest request) {
      super(request);
    }

    @Override
    public Flux<DataBuffer> getBody() {
      return super.getBody()
          .concatWith(
              Mono.defer(
                  () ->
                      HttpConformance.isBodyBroken(getNativeRequest(getDelegate()))
                          ? Mono.error(malformed().asException())
                          : Mono.empty()));
    }
  }

  /** Lists the accepted codings (RFC 9110, section 15.5.16). */
  private static Problem coded() {
    return Problem.of(
            CommonProblems.UNSUPPORTED_MEDIA_TYPE, "The body must not be in a content coding.")
        .withHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
  }

  private static Problem malformed() {
    return Problem.of(
        CommonProblems.MALFORMED_REQUEST, "The chunks of the body are not well formed.");
  }

  /** Rejects a body by its {@code Content-Length} before it is read; codecs limit the others. */
  static final class LimitFilter implements WebFilter {

    private final long limit;

    LimitFilter(DataSize limit) {
      this.limit = limit.toBytes();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
      return exchange.getRequest().getHeaders().getContentLength() > limit
          ? Mono.error(CommonProblems.bodyTooLarge().asException())
          : chain.filter(exchange);
    }
  }
}
