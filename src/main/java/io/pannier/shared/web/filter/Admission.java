package io.pannier.shared.web.filter;

import io.pannier.shared.settings.PropertyChecks;
import io.pannier.shared.web.EveryAnswer;
import io.pannier.shared.web.UnobservedRequest;
import io.pannier.shared.web.problem.ErrorResponses;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.adapter.DefaultServerWebExchange;
import org.springframework.web.server.adapter.ForwardedHeaderTransformer;
import org.springframework.web.server.i18n.AcceptHeaderLocaleContextResolver;
import org.springframework.web.server.i18n.LocaleContextResolver;
import reactor.core.publisher.Mono;

/**
 * Limits how many requests are served at once. It is between the server and everything else: a
 * refusal passes no filter, no security and no observation, since its cost is at the expense of
 * requests that are served. What those do for every answer is done here (ADR 24). Requests to
 * management, and preflights, for which no work is done, take no place.
 */
final class Admission implements HttpHandlerDecoratorFactory {

  private final Places places;
  private final Predicate<ServerHttpRequest> exempt;
  private final List<EveryAnswer> everyAnswer;
  private final UnobservedRequest unobserved;
  private final ErrorResponses errors;
  private final @Nullable ForwardedHeaderTransformer forwarded;
  private final ServerCodecConfigurer codecs = ServerCodecConfigurer.create();
  private final LocaleContextResolver locales = new AcceptHeaderLocaleContextResolver();

  Admission(
      Places places,
      Predicate<ServerHttpRequest> exempt,
      List<EveryAnswer> everyAnswer,
      UnobservedRequest unobserved,
      ErrorResponses errors,
      @Nullable ForwardedHeaderTransformer forwarded) {
    this.places = places;
    this.exempt = exempt;
    this.everyAnswer = List.copyOf(everyAnswer);
    this.unobserved = unobserved;
    this.errors = errors;
    this.forwarded = forwarded;
  }

  @Override
  public HttpHandler apply(HttpHandler behind) {
    return (request, response) ->
        CorsUtils.isPreFlightRequest(request) || exempt.test(request)
            ? behind.handle(request, response)
            : places.admit(
                response, () -> behind.handle(request, response), () -> refuse(request, response));
  }

  private Mono<Void> refuse(ServerHttpRequest request, ServerHttpResponse response) {
    long began = System.nanoTime();
    ServerWebExchange exchange =
        new DefaultServerWebExchange(
            forwarded == null ? request : forwarded.apply(request),
            response,
            none -> Mono.empty(),
            codecs,
            locales);
    unobserved.trace(exchange);
    everyAnswer.forEach(part -> part.prepare(exchange));
    return errors
        .write(exchange, Places.OVERLOADED)
        .then(Mono.defer(response::setComplete)) // HEAD is not complete when its body was left out
        .doFinally(
            end ->
                unobserved.count(
                    exchange,
                    Places.OVERLOADED.asException(),
                    Duration.ofNanos(System.nanoTime() - began)));
  }

  /**
   * How many requests are served at once.
   *
   * @param maxInFlight the most requests at once; further ones are rejected
   */
  @ConfigurationProperties("pannier.admission")
  record Properties(@DefaultValue("200") int maxInFlight) {

    Properties {
      PropertyChecks.positive("pannier.admission.max-in-flight", maxInFlight);
    }
  }
}
