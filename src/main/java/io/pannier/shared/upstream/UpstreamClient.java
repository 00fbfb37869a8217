package io.pannier.shared.upstream;

import io.pannier.shared.logging.LateErrors;
import io.pannier.shared.model.Answers;
import io.pannier.shared.model.Deadline;
import io.pannier.shared.model.Reason;
import java.util.Set;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClient.RequestHeadersSpec;
import reactor.core.publisher.Mono;

/** Asks one upstream, and always gets an answer. */
public final class UpstreamClient {

  private static final String TIME_LEFT = "X-Request-Timeout-Ms";

  private final MediaType mediaType;
  private final BoundedBody body;
  private final WebClient web;
  private final UpstreamPolicy policy;
  private final Degradations degradations;

  UpstreamClient(
      MediaType mediaType,
      BoundedBody body,
      WebClient web,
      UpstreamPolicy policy,
      Degradations degradations) {
    this.mediaType = mediaType;
    this.body = body;
    this.web = web;
    this.policy = policy;
    this.degradations = degradations;
  }

  /**
   * One look-up.
   *
   * @param asked what the answers will be about
   * @param request built anew for each attempt
   * @param reader decodes, checks and translates the body; it raises {@link UpstreamException}
   *     where the answer as a whole cannot be used
   * @return an answer for everything asked, before the deadline; never an error, never empty
   */
  public <K, V> Mono<Answers<K, V>> find(
      Set<K> asked,
      Deadline deadline,
      Function<WebClient, RequestHeadersSpec<?>> request,
      Function<byte[], Answers<K, V>> reader) {
    Mono<Answers<K, V>> attempt =
        Mono.defer(() -> exchange(request.apply(web), deadline))
            .map(reader)
            .onErrorMap(Failures::ofExchange);
    return LateErrors.quiet(policy.apply(attempt, deadline))
        .onErrorResume(
            failure ->
                Mono.deferContextual(
                    subscriber ->
                        Mono.just(
                            Answers.unavailable(asked, degradations.tell(failure, subscriber)))));
  }

  private Mono<byte[]> exchange(RequestHeadersSpec<?> request, Deadline deadline) {
    long left = Math.max(1, deadline.remaining().toMillis());
    return request
        .accept(mediaType)
        .header(TIME_LEFT, Long.toString(left))
        .exchangeToMono(this::body)
        .switchIfEmpty(Mono.error(() -> UpstreamException.invalid("empty")));
  }

  private Mono<byte[]> body(ClientResponse response) {
    int status = response.statusCode().value();
    if (status != HttpStatus.OK.value()) {
      return Mono.error(refused(status));
    }
    return response.headers().contentType().filter(this::isExpected).isPresent()
        ? body.of(response)
        : Mono.error(UpstreamException.invalid("another media type"));
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
      case 404 -> UpstreamException.uncounted(Reason.INVALID_ANSWER, message);
      case 401, 403 -> UpstreamException.failed(Reason.UPSTREAM_ERROR, message);
      default ->
          UpstreamException.failed(
              status >= 500 ? Reason.UPSTREAM_ERROR : Reason.INVALID_ANSWER, message);
    };
  }
}
