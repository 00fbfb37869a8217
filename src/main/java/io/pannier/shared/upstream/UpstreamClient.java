package io.pannier.shared.upstream;

import io.pannier.shared.logging.LateErrors;
import io.pannier.shared.model.Answer.Reason;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Deadline;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClient.RequestHeadersSpec;
import reactor.core.publisher.Mono;

/** Asks one upstream. It always returns an answer: a failure becomes an unavailable one. */
public final class UpstreamClient {

  private static final String TIME_LEFT = "X-Request-Timeout-Ms";
  private static final String IDENTITY = "identity";

  private final MediaType mediaType;
  private final BoundedBody body;
  private final WebClient pooled;
  private final WebClient fresh;
  private final UpstreamPolicy policy;
  private final UnavailableReporter reporter;

  /**
   * A client.
   *
   * @param pooled uses connections again
   * @param fresh opens a connection for each request
   */
  UpstreamClient(
      MediaType mediaType,
      BoundedBody body,
      WebClient pooled,
      WebClient fresh,
      UpstreamPolicy policy,
      UnavailableReporter reporter) {
    this.mediaType = mediaType;
    this.body = body;
    this.pooled = pooled;
    this.fresh = fresh;
    this.policy = policy;
    this.reporter = reporter;
  }

  /**
   * One look-up, or several smaller ones if its answer is too large.
   *
   * @param asked what the answers will be about
   * @param halvedBy what halves keep together as long as they can, as in {@link Batches#halves}
   * @param request about some or all of it, built for each attempt
   * @param reader decodes, checks and translates the body about that; it raises {@link
   *     UpstreamException} where the answer as a whole cannot be used
   * @return an answer for everything asked, before the deadline; never an error, never empty
   */
  public <K, V> Mono<Answers<K, V>> find(
      Set<K> asked,
      Deadline deadline,
      Function<K, ?> halvedBy,
      BiFunction<WebClient, Set<K>, RequestHeadersSpec<?>> request,
      BiFunction<Set<K>, byte[], Answers<K, V>> reader) {
    return Batches.halving(
        asked,
        halvedBy,
        part ->
            LateErrors.quiet(
                    policy.apply(
                        attempt(pooled, part, deadline, request, reader),
                        attempt(fresh, part, deadline, request, reader),
                        deadline))
                .onErrorResume(failure -> unanswered(part, failure)));
  }

  /** A too large answer about one key is invalid; about several keys, they are asked in halves. */
  private <K, V> Mono<Answers<K, V>> unanswered(Set<K> part, Throwable failure) {
    if (failure instanceof UpstreamException.TooLarge && part.size() > 1) {
      reporter.reportHalved();
      return Mono.error(failure);
    }
    return Mono.deferContextual(
        subscriber -> Mono.just(Answers.unavailable(part, reporter.report(failure, subscriber))));
  }

  private <K, V> Mono<Answers<K, V>> attempt(
      WebClient web,
      Set<K> part,
      Deadline deadline,
      BiFunction<WebClient, Set<K>, RequestHeadersSpec<?>> request,
      BiFunction<Set<K>, byte[], Answers<K, V>> reader) {
    return Mono.defer(() -> exchange(request.apply(web, part), deadline))
        .map(body -> reader.apply(part, body))
        .onErrorMap(UpstreamException::ofExchange);
  }

  private Mono<byte[]> exchange(RequestHeadersSpec<?> request, Deadline deadline) {
    long left = Math.max(1, deadline.remaining().toMillis());
    return request
        .accept(mediaType)
        .header(HttpHeaders.ACCEPT_ENCODING, IDENTITY)
        .header(TIME_LEFT, Long.toString(left))
        .exchangeToMono(this::body)
        .switchIfEmpty(Mono.error(() -> UpstreamException.invalid("empty")));
  }

  private Mono<byte[]> body(ClientResponse response) {
    Optional<UpstreamException> refusal = refusal(response);
    if (refusal.isEmpty()) {
      return body.of(response);
    }
    BoundedBody.discard(response);
    return Mono.error(refusal.get());
  }

  /** Why the body is not read at all, judged by status and headers. */
  private Optional<UpstreamException> refusal(ClientResponse response) {
    try {
      int status = response.statusCode().value();
      if (status != HttpStatus.OK.value()) {
        return Optional.of(refused(status));
      }
      if (!response.headers().header(HttpHeaders.CONTENT_ENCODING).stream()
          .allMatch(coding -> coding.isEmpty() || coding.equalsIgnoreCase(IDENTITY))) {
        return Optional.of(UpstreamException.invalid("a coding that was not asked for"));
      }
      return response.headers().contentType().filter(this::isExpected).isPresent()
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
      // What is not there, and what our own request caused by its size.
      case 404, 413, 414, 431 -> UpstreamException.uncounted(Reason.INVALID_ANSWER, message);
      case 401, 403 -> UpstreamException.failed(Reason.UPSTREAM_ERROR, message);
      default ->
          UpstreamException.failed(
              status >= 500 ? Reason.UPSTREAM_ERROR : Reason.INVALID_ANSWER, message);
    };
  }
}
