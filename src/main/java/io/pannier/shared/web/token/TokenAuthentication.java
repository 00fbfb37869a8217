package io.pannier.shared.web.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSecurityContextJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jwt.SignedJWT;
import io.netty.channel.ChannelOption;
import io.pannier.shared.settings.PropertyChecks;
import io.pannier.shared.settings.UnusablePropertyException;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtReactiveAuthenticationManager;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.netty.http.client.HttpClient;

/** Decides whether an access token is valid. */
final class TokenAuthentication {

  private static final String PREFIX = TokenProperties.PREFIX + ".";
  private static final Duration SKEW = Duration.ofSeconds(60);

  /**
   * The type of RFC 9068, section 4, and the older {@code JWT}; a token without a type is accepted
   * too.
   */
  private static final Set<String> TYPES = Set.of("at+jwt", "application/at+jwt", "JWT");

  private static final int OK = 200;
  private static final int LARGEST_SET = 256 * 1024;

  private TokenAuthentication() {}

  /**
   * Accepts tokens of the configured issuer.
   *
   * @param http requests its keys
   * @param timer runs as {@code nanoTime} does
   * @param nanoTime as {@link System#nanoTime()}
   */
  static ReactiveAuthenticationManager of(
      TokenProperties properties,
      IssuerKeys.Properties settings,
      HttpClient http,
      Scheduler timer,
      LongSupplier nanoTime) {
    String issuer = Objects.requireNonNull(properties.issuerUri());
    PropertyChecks.resource(PREFIX + "jwk-set-uri", properties.jwkSetUri());
    PropertyChecks.text(PREFIX + "audiences", String.join(",", properties.audiences()));
    Set<JWSAlgorithm> algorithms = algorithms(properties);
    Mono<JWKSet> keyServer = keyServer(properties, settings.keysTimeout(), http, algorithms);
    IssuerKeys keys = new IssuerKeys(keyServer, settings, timer, nanoTime);
    NimbusReactiveJwtDecoder decoder =
        NimbusReactiveJwtDecoder.withJwkSource(token -> keysFor(token, keys, algorithms))
            .jwtProcessorCustomizer(
                processor -> {
                  processor.setJWSTypeVerifier((type, context) -> requireAccessToken(type));
                  processor.setJWSKeySelector(
                      new JWSVerificationKeySelector<>(algorithms, new JWKSecurityContextJWKSet()));
                })
            .build();
    decoder.setJwtValidator(validator(issuer, properties.audiences()));
    var manager = new JwtReactiveAuthenticationManager(token -> decode(decoder, token));
    manager.setJwtAuthenticationConverter(
        token -> Mono.just(new JwtAuthenticationToken(token, scopes(token))));
    return manager;
  }

  /** Every failure but unavailable keys is the token's own fault. */
  private static Mono<Jwt> decode(ReactiveJwtDecoder decoder, String token) {
    return decoder
        .decode(token)
        .onErrorMap(
            failure ->
                failure.getCause() instanceof IssuerKeys.UnavailableException unavailable
                    ? unavailable
                    : new BadJwtException("the token cannot be used", failure));
  }

  private static Flux<JWK> keysFor(SignedJWT token, IssuerKeys keys, Set<JWSAlgorithm> algorithms) {
    JWSAlgorithm algorithm = token.getHeader().getAlgorithm();
    return algorithms.contains(algorithm) && hasSubject(token.getPayload().toJSONObject())
        ? keys.of(token)
            .filter(key -> IssuerKeySet.fits(key, algorithm))
            .onErrorMap(IssuerKeys.UnavailableException::new)
        : Flux.empty();
  }

  /**
   * The subject must be text that names one customer. Nimbus turns numbers into text, where large
   * ones become equal, and all unpaired surrogates have the same hash.
   */
  private static boolean hasSubject(@Nullable Map<String, Object> claims) {
    return claims != null
        && claims.get(JwtClaimNames.SUB) instanceof String subject
        && !subject.isBlank()
        && subject.indexOf('\0') < 0
        && UTF_8.newEncoder().canEncode(subject);
  }

  private static void requireAccessToken(@Nullable JOSEObjectType type) throws BadJOSEException {
    if (type != null && TYPES.stream().noneMatch(type.getType()::equalsIgnoreCase)) {
      throw new BadJOSEException("not an access token");
    }
  }

  /**
   * Words separated by spaces (RFC 9068, section 2.2.3), or a list of words, in {@code scope} or
   * {@code scp}. Anything else grants nothing.
   */
  private static List<GrantedAuthority> scopes(Jwt token) {
    Object claim =
        Optional.ofNullable(token.getClaims().get("scope"))
            .orElseGet(() -> token.getClaims().get("scp"));
    List<?> words =
        claim instanceof String text
            ? List.of(text.split(" "))
            : claim instanceof List<?> list ? list : List.of();
    return words.stream().allMatch(String.class::isInstance)
        ? AuthorityUtils.createAuthorityList(
            words.stream().map(word -> AccessToken.SCOPE + word).toList())
        : List.of();
  }

  /** Rejects every token, where no issuer is configured. */
  static ReactiveAuthenticationManager none() {
    return token ->
        Mono.error(new InvalidBearerTokenException("no issuer of access tokens is configured"));
  }

  private static OAuth2TokenValidator<Jwt> validator(String issuer, List<String> audiences) {
    return new DelegatingOAuth2TokenValidator<>(
        new JwtIssuerValidator(issuer),
        new JwtTimestampValidator(SKEW),
        new JwtClaimValidator<Object>(JwtClaimNames.EXP, Objects::nonNull),
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

  /**
   * Limited in time and size: a key server that hangs or does not end must not block requests with
   * tokens. Redirects are not followed, and only the body of a 200 is read.
   */
  private static Mono<JWKSet> keyServer(
      TokenProperties properties, Duration timeout, HttpClient http, Set<JWSAlgorithm> algorithms) {
    return http.followRedirect(false)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(timeout.toMillis()))
        .responseTimeout(timeout)
        .get()
        .uri(Objects.requireNonNull(properties.jwkSetUri()))
        .response(
            (answer, body) ->
                answer.status().code() == OK
                    ? body.asByteArray()
                    : Flux.error(
                        new IssuerKeys.UnavailableException("status " + answer.status().code())))
        .collect(ByteArrayOutputStream::new, TokenAuthentication::append)
        .map(body -> IssuerKeySet.read(body.toString(UTF_8), algorithms))
        .timeout(timeout);
  }

  private static void append(ByteArrayOutputStream body, byte[] more) {
    if (body.size() + more.length > LARGEST_SET) {
      throw new IssuerKeys.UnavailableException(
          "the key set is larger than " + LARGEST_SET + " bytes");
    }
    body.writeBytes(more);
  }
}
