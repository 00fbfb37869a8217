package io.pannier.shared.web.token;

import io.pannier.shared.logging.LogThrottle;
import io.pannier.shared.upstream.ExchangeCodec;
import io.pannier.shared.web.FilterOrder;
import io.pannier.shared.web.problem.CommonProblems;
import io.pannier.shared.web.problem.Problem;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.security.reactive.EndpointRequest;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;

/**
 * Reads access tokens where they count: on the {@link TokenPaths} of features, whose applications
 * decide what their bearers may do, and on management except health. Everything else is public and
 * does not look at them, so that neither a stale token nor a dead key server hides a public page.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class SecurityConfiguration {

  private static final Logger log = LoggerFactory.getLogger(SecurityConfiguration.class);
  private static final LogThrottle<String> PACE = LogThrottle.usual();
  private static final Duration SOON = Duration.ofSeconds(1);

  @Bean
  ReactiveAuthenticationManager tokenAuthentication(
      TokenProperties properties, IssuerKeys.Properties keys, ReactorResourceFactory eventLoops) {
    if (properties.hasIssuer()) {
      // Requests are so rare that a kept connection would be dead by the next one.
      HttpClient http =
          ExchangeCodec.spokenBy(HttpClient.newConnection())
              .headers(headers -> headers.set(HttpHeaders.ACCEPT_ENCODING, "identity"))
              .runOn(eventLoops.getLoopResources());
      return TokenAuthentication.of(
          properties, keys, http, Schedulers.parallel(), System::nanoTime);
    }
    log.info(
        "spring.security.oauth2.resourceserver.jwt.issuer-uri is not set: guests only, every access"
            + " token is refused");
    return TokenAuthentication.none();
  }

  /**
   * The filters of a chain are not measured one by one: no dashboard shows that, and it costs each
   * request.
   */
  @Bean
  SecurityObservationSettings securityObservations() {
    return SecurityObservationSettings.noObservations();
  }

  /** Matches endpoints and not paths, so that another base path or port makes no difference. */
  @Bean
  @Order(1)
  SecurityWebFilterChain managementSecurity(
      ServerHttpSecurity http, ReactiveAuthenticationManager tokens) {
    ServerWebExchangeMatcher guarded =
        EndpointRequest.toAnyEndpoint().excluding(HealthEndpoint.class);
    return withTokens(http, tokens)
        .securityMatcher(exchange -> guarded.matches(asGet(exchange)))
        .authorizeExchange(who -> who.anyExchange().hasAuthority("SCOPE_metrics"))
        .build();
  }

  /** The page of links is matched for GET only, but HEAD is answered as well. */
  private static ServerWebExchange asGet(ServerWebExchange exchange) {
    return exchange.getRequest().getMethod().equals(HttpMethod.HEAD)
        ? exchange.mutate().request(request -> request.method(HttpMethod.GET)).build()
        : exchange;
  }

  @Bean
  @Order(2)
  SecurityWebFilterChain featureSecurity(
      ServerHttpSecurity http,
      ReactiveAuthenticationManager tokens,
      ObjectProvider<TokenPaths> features) {
    return withTokens(http, tokens)
        .securityMatcher(TokenPaths.matcher(features.stream().toList()))
        .authorizeExchange(who -> who.anyExchange().permitAll())
        .build();
  }

  /**
   * Ambiguous paths were rejected before ({@link FilterOrder#ODD_PATH}), and the firewall would
   * answer without a body.
   */
  @Bean
  ServerWebExchangeFirewall noFirewall() {
    return ServerWebExchangeFirewall.INSECURE_NOOP;
  }

  private static ServerHttpSecurity withTokens(
      ServerHttpSecurity http, ReactiveAuthenticationManager tokens) {
    return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
        .cors(ServerHttpSecurity.CorsSpec::disable)
        .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
        .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
        .logout(ServerHttpSecurity.LogoutSpec::disable)
        .headers(headers -> headers.cache(ServerHttpSecurity.HeaderSpec.CacheSpec::disable))
        .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
        .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
        .exceptionHandling(
            refusals ->
                refusals
                    .authenticationEntryPoint((exchange, none) -> unauthenticated(false))
                    .accessDeniedHandler((exchange, denied) -> forbidden()))
        .oauth2ResourceServer(
            server ->
                server
                    .authenticationManagerResolver(request -> Mono.just(tokens))
                    .authenticationFailureHandler((exchange, failure) -> refused(failure)));
  }

  /** Unavailable keys say nothing about the token: 503 and not 401. */
  private static Mono<Void> refused(AuthenticationException failure) {
    if (failure instanceof AuthenticationServiceException) {
      String cause = IssuerKeys.UnavailableException.reasonOf(failure);
      PACE.next(cause)
          .ifPresent(
              suppressed -> log.warn("The keys of the token issuer cannot be had: {}", cause));
      return Mono.error(
          Problem.of(CommonProblems.UPSTREAM_UNAVAILABLE, "Access tokens cannot be checked now.")
              .retryAfter(SOON)
              .asException());
    }
    return unauthenticated(true);
  }

  private static Mono<Void> unauthenticated(boolean tokenWasSent) {
    String challenge = tokenWasSent ? "Bearer error=\"invalid_token\"" : "Bearer";
    return Mono.error(
        Problem.of(
                CommonProblems.UNAUTHENTICATED,
                tokenWasSent ? "The access token is not accepted." : "An access token is needed.")
            .withHeader(HttpHeaders.WWW_AUTHENTICATE, challenge)
            .asException());
  }

  private static Mono<Void> forbidden() {
    return Mono.error(
        Problem.of(CommonProblems.FORBIDDEN, "The access token lacks a scope.").asException());
  }
}
