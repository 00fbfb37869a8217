package io.pannier.shared.upstream;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.RequestReplySenderContext;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import reactor.netty.http.client.HttpClientResponse;

/**
 * What is measured of one exchange, as {@code http.client.requests}, with the tags that Spring's
 * clients have (their {@code ClientRequestObservationConvention}). Where tracing is on, the trace
 * goes into the request's headers.
 */
final class ObservedExchange extends RequestReplySenderContext<HttpHeaders, HttpClientResponse> {

  private static final ObservationConvention<ObservedExchange> CONVENTION = new Convention();

  private static final KeyValue NO_EXCEPTION = KeyValue.of("exception", "none");
  private static final KeyValue UNKNOWN_OUTCOME = KeyValue.of("outcome", "UNKNOWN");

  private final UpstreamRequest request;
  private final String host;
  private Observation observation = Observation.NOOP;

  private ObservedExchange(UpstreamRequest request, String host, HttpHeaders headers) {
    super((into, key, value) -> Objects.requireNonNull(into).set(key, value));
    this.request = request;
    this.host = host;
    setCarrier(headers);
    setRemoteServiceName(host);
  }

  /**
   * Begins to observe.
   *
   * @param headers which the trace is added to
   * @param during which the exchange takes place: the observation of a client's request
   */
  static ObservedExchange begin(
      ObservationRegistry observations,
      UpstreamRequest request,
      String host,
      HttpHeaders headers,
      @Nullable Observation during) {
    ObservedExchange exchange = new ObservedExchange(request, host, headers);
    exchange.observation =
        Observation.createNotStarted(CONVENTION, () -> exchange, observations)
            .parentObservation(during)
            .start();
    return exchange;
  }

  /** An answer that was rejected is still an answer: its status is measured, and no error. */
  void setFailure(Throwable failure) {
    if (!(failure instanceof UpstreamException)) {
      UpstreamException sorted = UpstreamException.ofExchange(failure);
      observation.error(sorted instanceof UpstreamException.StaleConnection ? sorted : failure);
    }
  }

  /** Ends it with the exchange, however that ended. */
  void end() {
    observation.stop();
  }

  /** The tags, by the names and with the values that dashboards know. */
  private static final class Convention implements ObservationConvention<ObservedExchange> {

    @Override
    public String getName() {
      return "http.client.requests";
    }

    @Override
    public String getContextualName(ObservedExchange exchange) {
      return "http " + exchange.request.method().name().toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
      return context instanceof ObservedExchange;
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(ObservedExchange exchange) {
      return KeyValues.of(
          KeyValue.of("client.name", exchange.host),
          exception(exchange.getError()),
          KeyValue.of("method", exchange.request.method().name()),
          outcome(exchange.getResponse()),
          KeyValue.of("status", status(exchange)),
          KeyValue.of("uri", exchange.request.path()));
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(ObservedExchange exchange) {
      return KeyValues.of(KeyValue.of("http.url", exchange.request.target()));
    }

    private static KeyValue exception(@Nullable Throwable error) {
      return error == null
          ? NO_EXCEPTION
          : KeyValue.of("exception", error.getClass().getSimpleName());
    }

    private static KeyValue outcome(@Nullable HttpClientResponse head) {
      HttpStatus.Series series =
          head == null ? null : HttpStatus.Series.resolve(head.status().code());
      return series == null
          ? UNKNOWN_OUTCOME
          : KeyValue.of(
              "outcome", series == HttpStatus.Series.SUCCESSFUL ? "SUCCESS" : series.name());
    }

    private static String status(ObservedExchange exchange) {
      HttpClientResponse head = exchange.getResponse();
      if (head != null) {
        return Integer.toString(head.status().code());
      }
      return exchange.getError() instanceof IOException ? "IO_ERROR" : "CLIENT_ERROR";
    }
  }
}
