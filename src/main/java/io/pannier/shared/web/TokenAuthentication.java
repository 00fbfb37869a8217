package io.pannier.shared.web;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSecurityContextJWKSet;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import io.netty.channel.ChannelOption;
import io.pannier.shared.configuration.RequiredProperty;
import io.pannier.shared.configuration.UnusablePropertyException;
import java.text.ParseException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.JwtReactiveAuthenticationManager;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;
import reactor.netty.http.client.HttpClient;

/** Decides whether an access token is good. */
final class TokenAuthentication {

  private static final String PREFIX = TokenProperties.PREFIX + ".";
  private static final Duration SKEW = Duration.ofSeconds(60);

  private TokenAuthentication() {}

  /**
   * Of tokens of the configured issuer.
   *
   * @param http asks for its keys
   * @param nanoTime as {@link System#nanoTime()}
   */
  static ReactiveAuthenticationManager of(
      TokenProperties properties, HttpClient http, LongSupplier nanoTime) {
    String issuer = Objects.requireNonNull(properties.issuerUri());
    RequiredProperty.address(PREFIX + "jwk-set-uri", properties.jwkSetUri());
    RequiredProperty.text(PREFIX + "audiences", String.join(",", properties.audiences()));
    Set<JWSAlgorithm> algorithms = algorithms(properties);
    IssuerKeys keys = new IssuerKeys(keyServer(properties, http), properties, nanoTime);
    NimbusReactiveJwtDecoder decoder =
        NimbusReactiveJwtDecoder.withJwkSource(
                token ->
                    algorithms.contains(token.getHeader().getAlgorithm())
                        ? keys.of(token)
                        : Flux.empty())
            .jwtProcessorCustomizer(
                processor ->
                    processor.setJWSKeySelector(
                        new JWSVerificationKeySelector<>(
                            algorithms, new JWKSecurityContextJWKSet())))
            .build();
    decoder.setJwtValidator(validator(issuer, properties.audiences()));
    return new JwtReactiveAuthenticationManager(token -> decode(decoder, token));
  }

  /** The decoder fails in other words where keys cannot be had. */
  private static Mono<Jwt> decode(ReactiveJwtDecoder decoder, String token) {
    return decoder
        .decode(token)
        .onErrorMap(
            IllegalStateException.class,
            failed -> new JwtException("the keys of the issuer cannot be had", failed));
  }

  /** Of no token at all, where no issuer is known. */
  static ReactiveAuthenticationManager none() {
    return token ->
        Mono.error(new InvalidBearerTokenException("no issuer of access tokens is configured"));
  }

  private static OAuth2TokenValidator<Jwt> validator(String issuer, List<String> audiences) {
    return new DelegatingOAuth2TokenValidator<>(
        new JwtIssuerValidator(issuer),
        new JwtTimestampValidator(SKEW),
        new JwtClaimValidator<Object>(JwtClaimNames.EXP, Objects::nonNull),
        new JwtClaimValidator<String>(
            JwtClaimNames.SUB, subject -> subject != null && !subject.isBlank()),
        new JwtClaimValidator<List<String>>(
            JwtClaimNames.AUD, named -> named != null && !Collections.disjoint(named, audiences)));
  }

  private static Set<JWSAlgorithm> algorithms(TokenProperties properties) {
    return properties.jwsAlgorithms().stream()
        .map(
            name -> {
              SignatureAlgorithm algorithm = SignatureAlgorithm.from(name);
              if (algorithm == null) {
                throw new UnusablePropertyException(
                    PREFIX + "jws-algorithms", "must name algorithms of public keys, as in RS256");
              }
              return JWSAlgorithm.parse(algorithm.getName());
            })
        .collect(Collectors.toSet());
  }

  /** Bounded: a key server that hangs must not hang whoever shows a token. */
  private static Mono<JWKSet> keyServer(TokenProperties properties, HttpClient http) {
    Duration timeout = properties.keysTimeout();
    HttpClient bounded =
        http.followRedirect(false)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(timeout.toMillis()))
            .responseTimeout(timeout);
    return WebClient.builder()
        .clientConnector(new ReactorClientHttpConnector(bounded))
        .build()
        .get()
        .uri(Objects.requireNonNull(properties.jwkSetUri()))
        .retrieve()
        .bodyToMono(String.class)
        .switchIfEmpty(Mono.error(() -> new JwtException("the issuer answered without keys")))
        .handle(TokenAuthentication::parse)
        .timeout(timeout);
  }

  private static void parse(String body, SynchronousSink<JWKSet> keys) {
    try {
      keys.next(JWKSet.parse(body));
    } catch (ParseException e) {
      // Without its message, which may hold what was answered.
      keys.error(new JwtException("the issuer answered something else than keys"));
    }
  }
}
