package io.pannier.shared.upstream;

import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Deadline;
import java.util.Optional;
import org.reactivestreams.Publisher;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.NettyOutbound;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientRequest;
import reactor.netty.http.client.HttpClientResponse;

/**
 * An exchange over Reactor Netty's own client; with Spring's client on top of it, a product page
 * would cost a quarter more (ADR 30). Each exchange is measured and passes the trace on.
 */
final class HttpExchange implements UpstreamExchange {

  private static final String TIME_LEFT = "X-Request-Timeout-Ms";
  private static final String IDENTITY = "identity";

  private final HttpClient http;
  private final HttpClient bare;
  private final String host;
  private final String prefix;
  private final MediaType mediaType;
  private final BoundedBody body;
  private final ObservationRegistry observations;

  HttpExchange(HttpClient http, UpstreamSettings settings, ObservationRegistry observations) {
    this.host = settings.baseUrl().getHost();
    this.prefix = withoutSlash(settings.baseUrl().getRawPath());
    this.mediaType = settings.mediaType();
    this.body = new BoundedBody(settings.largestAnswer());
    this.observations = observations;
    this.bare = http;
    this.http = http.headers(headers -> setAlways(headers, settings));
  }

  private static String withoutSlash(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private static void setAlways(HttpHeaders headers, UpstreamSettings settings) {
    headers.set(HttpHeaderNames.ACCEPT, settings.mediaType().toString());
    headers.set(HttpHeaderNames.ACCEPT_ENCODING, IDENTITY);
    UpstreamSettings.Credentials credentials = settings.credentials();
    if (!credentials.equals(UpstreamSettings.Credentials.NONE)) {
      headers.set(credentials.header(), credentials.value().value());
    }
  }

  @Override
  public Mono<byte[]> ask(UpstreamRequest question, Deadline deadline) {
    return Mono.deferContextual(
        subscriber -> {
          HttpHeaders headers = headers(question, deadline);
          ObservedExchange observed =
              ObservedExchange.begin(
                  observations,
                  question,
                  host,
                  headers,
                  subscriber.getOrDefault(ObservationThreadLocalAccessor.KEY, null));
          return http.request(question.method())
              .uri(prefix + question.target())
              .send((request, outbound) -> send(question, headers, request, outbound))
              .responseConnection(
                  (head, connection) -> {
                    observed.setResponse(head);
                    return read(question, head, connection);
                  })
              .single()
              .doOnError(observed::setFailure)
              .doFinally(end -> observed.end());
        });
  }

  /** By asking what can be asked for, which changes nothing (RFC 9110, section 9.3.7). */
  @Override
  public Mono<Void> connect() {
    return bare.request(HttpMethod.OPTIONS)
        .uri(prefix + "/")
        .responseConnection(
            (head, connection) -> {
              BoundedBody.discard(connection.inbound().receive());
              return Mono.<Void>empty();
            })
        .then();
  }

  private static HttpHeaders headers(UpstreamRequest question, Deadline deadline) {
    HttpHeaders headers = new DefaultHttpHeaders();
    question.headers().forEach(headers::set);
    headers.set(TIME_LEFT, Long.toString(Math.max(1, deadline.remaining().toMillis())));
    if (question.body() != null) {
      headers.set(HttpHeaderNames.CONTENT_TYPE, question.body().type());
    }
    return headers;
  }

  private static Publisher<Void> send(
      UpstreamRequest question,
      HttpHeaders headers,
      HttpClientRequest request,
      NettyOutbound outbound) {
    // Its own method would take away what the client sets always.
    request.requestHeaders().setAll(headers);
    UpstreamRequest.Body sent = question.body();
    return sent == null
        ? outbound
        : outbound.send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(sent.content())));
  }

  private Mono<byte[]> read(
      UpstreamRequest question, HttpClientResponse head, Connection connection) {
    Optional<UpstreamException> refusal = refusal(head);
    if (refusal.isEmpty()) {
      question.answered().accept(head.responseHeaders());
      return body.of(head.responseHeaders(), connection.inbound().receive());
    }
    BoundedBody.discard(connection.inbound().receive());
    return Mono.error(refusal.get());
  }

  /** Why the body is not read at all, judged by status and headers. */
  private Optional<UpstreamException> refusal(HttpClientResponse head) {
    int status = head.status().code();
    if (status != HttpStatus.OK.value()) {
      return Optional.of(refused(status));
    }
    if (!head.responseHeaders().getAll(HttpHeaderNames.CONTENT_ENCODING).stream()
        .allMatch(coding -> coding.isEmpty() || coding.equalsIgnoreCase(IDENTITY))) {
      return Optional.of(UpstreamException.invalid("a coding that was not asked for"));
    }
    try {
      String type = head.responseHeaders().get(HttpHeaderNames.CONTENT_TYPE);
      return type != null && isExpected(MediaType.parseMediaType(type))
          ? Optional.empty()
          : Optional.of(UpstreamException.invalid("another media type"));
    } catch (IllegalArgumentException e) {
      return Optional.of(UpstreamException.invalid("no media type"));
    }
  }

  private boolean isExpected(MediaType received) {
    return received.isCompatibleWith(mediaType)
        || (received.getSubtypeSuffix() != null
            && received.getSubtypeSuffix().equals(mediaType.getSubtype()));
  }

  private static UpstreamException refused(int status) {
    String message = "status " + status;
    return switch (status) {
      case 429 -> UpstreamException.uncounted(Reason.THROTTLED, message);
      // 404 is about one resource; the others are caused by the size of our own request.
      case 404, 413, 414, 431 -> UpstreamException.uncounted(Reason.INVALID_ANSWER, message);
      case 401, 403 -> UpstreamException.failed(Reason.UPSTREAM_ERROR, message);
      default ->
          UpstreamException.failed(
              status >= 500 ? Reason.UPSTREAM_ERROR : Reason.INVALID_ANSWER, message);
    };
  }
}
