package io.pannier.shared.web.v1;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.pannier.shared.web.EveryAnswer;
import io.pannier.shared.web.PathPrefix;
import io.pannier.shared.web.problem.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * Marks every answer of version 1 as deprecated (RFC 9745, RFC 8594), and counts its calls by
 * client.
 */
final class V1Filter implements WebFilter, EveryAnswer {

  static final String PREFIX = "/v1/";

  private record Routed(PathPattern pattern, V1Operation operation) {

    /** HEAD is answered as the GET that it asks about, so it counts as that too. */
    boolean matches(ServerHttpRequest request) {
      HttpMethod sent = request.getMethod();
      return operation.method().equals(HttpMethod.HEAD.equals(sent) ? HttpMethod.GET : sent)
          && pattern.matches(request.getPath().pathWithinApplication());
    }

    /** With the variables of the request's own path, escaped. */
    String successor(ServerHttpRequest request) {
      PathPattern.PathMatchInfo path =
          pattern.matchAndExtract(request.getPath().pathWithinApplication());
      return path == null
          ? operation.successor()
          : UriComponentsBuilder.fromPath(operation.successor())
              .encode()
              .buildAndExpand(path.getUriVariables())
              .toUriString();
    }
  }

  private final PathPrefix prefix = PathPrefix.of(PREFIX);
  private final V1Properties properties;
  private final List<Routed> operations;
  private final MeterRegistry meters;

  V1Filter(V1Properties properties, List<V1Operation> operations, MeterRegistry meters) {
    this.properties = properties;
    this.operations =
        operations.stream()
            .map(o -> new Routed(PathPatternParser.defaultInstance.parse(o.pattern()), o))
            .toList();
    this.meters = meters;
    // An alarm compares it with the current time.
    Gauge.builder("pannier.api.v1.sunset", () -> properties.sunsetAt().getEpochSecond())
        .baseUnit("seconds")
        .register(meters);
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    prepare(exchange);
    return chain.filter(exchange);
  }

  @Override
  public void prepare(ServerWebExchange exchange) {
    ServerHttpRequest request = exchange.getRequest();
    if (prefix.covers(request)) {
      Optional<Routed> routed = operations.stream().filter(o -> o.matches(request)).findFirst();
      announce(exchange.getResponse().getHeaders());
      V1Operation.succeededBy(exchange, routed.map(to -> to.successor(request)).orElse("/v2/"));
      if (!CorsUtils.isPreFlightRequest(request)) {
        count(routed.map(to -> to.operation().name()).orElse("unknown"), request);
      }
    }
  }

  private void announce(HttpHeaders headers) {
    headers.set("Deprecation", "@" + properties.deprecatedAt().getEpochSecond());
    headers.setInstant("Sunset", properties.sunsetAt());
  }

  private void count(String operation, ServerHttpRequest request) {
    String client = request.getHeaders().getFirst("X-Client-Id");
    String known = client != null && properties.clients().contains(client) ? client : "other";
    meters.counter("pannier.api.v1.calls", "operation", operation, "client", known).increment();
  }

  /** Answers for version 1 while it is switched off: for some hours, or for good. */
  static final class RetiredFilter implements WebFilter {

    private final PathPrefix prefix = PathPrefix.of(V1Filter.PREFIX);
    private final boolean retired;
    private final Blackouts blackouts;
    private final Clock clock;

    RetiredFilter(boolean retired, Blackouts blackouts, Clock clock) {
      this.retired = retired;
      this.blackouts = blackouts;
      this.clock = clock;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
      return (prefix.covers(exchange.getRequest()) ? problem() : Optional.<Problem>empty())
          .map(problem -> Mono.<Void>error(problem.asException()))
          .orElseGet(() -> chain.filter(exchange));
    }

    private Optional<Problem> problem() {
      if (retired) {
        return Optional.of(
            Problem.of(V1Configuration.V1Problem.VERSION_RETIRED, "Version 1 was switched off."));
      }
      Instant now = clock.instant();
      return blackouts
          .endOfTheOneAt(now)
          .map(
              end ->
                  Problem.of(
                          V1Configuration.V1Problem.VERSION_RETIRED,
                          "Version 1 is switched off until " + end + ", as was announced.")
                      .retryAfter(Duration.between(now, end)));
    }
  }
}
