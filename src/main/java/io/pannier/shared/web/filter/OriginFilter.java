package io.pannier.shared.web.filter;

import io.pannier.shared.settings.PropertyChecks;
import io.pannier.shared.settings.UnusablePropertyException;
import io.pannier.shared.web.EveryAnswer;
import io.pannier.shared.web.TraceId;
import io.pannier.shared.web.input.Deadlines;
import io.pannier.shared.web.problem.CommonProblems;
import io.pannier.shared.web.problem.Problem;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsProcessor;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.cors.reactive.DefaultCorsProcessor;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * What web pages of allowed origins may send and read (Fetch standard, CORS protocol). If no origin
 * is configured, origins are not checked, and browsers hide answers from pages of other sites; only
 * preflights are rejected, which the framework would do without a body.
 */
final class OriginFilter implements WebFilter, EveryAnswer {

  private static final List<String> SENT =
      List.of(
          "If-Match",
          "Idempotency-Key",
          "X-Cart-Token",
          Deadlines.HEADER,
          "X-Client-Id",
          "Authorization",
          "Content-Type",
          "Accept-Language", // browsers send up to 128 bytes of it unasked
          "traceparent",
          "tracestate");
  private static final List<String> READ =
      List.of(
          "ETag",
          "Location",
          "Retry-After",
          "Deprecation",
          "Sunset",
          "Link",
          "Idempotent-Replayed",
          TraceId.HEADER);

  private static final Duration PREFLIGHT_LIFETIME = Duration.ofHours(2);

  private final CorsProcessor processor = new DefaultCorsProcessor();
  private final CorsConfiguration policy = new CorsConfiguration();
  private final boolean anyAllowed;

  OriginFilter(List<String> allowed) {
    anyAllowed = !allowed.isEmpty();
    policy.setAllowedOrigins(allowed);
    policy.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "DELETE"));
    policy.setAllowedHeaders(SENT);
    policy.setExposedHeaders(READ);
    policy.setMaxAge(PREFLIGHT_LIFETIME);
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    boolean preflight = CorsUtils.isPreFlightRequest(exchange.getRequest());
    if (!anyAllowed && !preflight) {
      return chain.filter(exchange);
    }
    if (!anyAllowed || !isAllowed(exchange)) {
      return Mono.error(
          Problem.of(CommonProblems.FORBIDDEN, "The page's origin may not send this request.")
              .asException());
    }
    return preflight ? Mono.empty() : chain.filter(exchange);
  }

  /** Lets pages of allowed origins, and no others, read the answer. */
  @Override
  public void prepare(ServerWebExchange exchange) {
    var unused = anyAllowed && isAllowed(exchange);
  }

  private boolean isAllowed(ServerWebExchange exchange) {
    try {
      return exchange.getRequest().getHeaders().getOrEmpty(HttpHeaders.ORIGIN).size() <= 1
          && processor.process(policy, exchange);
    } catch (IllegalArgumentException notAnOrigin) {
      return false;
    }
  }

  /**
   * Who may call from a browser.
   *
   * @param allowedOrigins none by default
   */
  @ConfigurationProperties("pannier.cors")
  record Properties(@DefaultValue List<String> allowedOrigins) {

    private static final String ORIGINS = "pannier.cors.allowed-origins";
    private static final Pattern ORIGIN =
        Pattern.compile("\\*|null|[A-Za-z][A-Za-z0-9+.-]*://[^/?#@\\s]+/?");

    Properties {
      allowedOrigins = PropertyChecks.texts(ORIGINS, allowedOrigins);
      if (!allowedOrigins.stream().allMatch(origin -> ORIGIN.matcher(origin).matches())) {
        throw new UnusablePropertyException(ORIGINS, "must be origins as https://shop.example");
      }
    }
  }
}
