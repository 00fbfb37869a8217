package io.pannier.shared.web.token;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.pannier.shared.logging.LogThrottle;
import io.pannier.shared.settings.PropertyChecks;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.security.oauth2.jwt.JwtException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The public keys of the issuer. One request to the key server serves all who wait for it, and its
 * answer serves all for a pause, so that made-up key ids do not cause a request each.
 *
 * <p>Keys past their lifetime are requested again, so that a withdrawn key is refused. While the
 * key server fails they stay good for the grace: its outage must not shut every customer out at
 * once. After that it is not known whether they were withdrawn.
 *
 * <p>Why neither Spring's nor Nimbus' source of keys: docs/adr/0018.
 */
final class IssuerKeys {

  private static final Logger log = LoggerFactory.getLogger(IssuerKeys.class);
  private static final LogThrottle<String> PACE = LogThrottle.usual();

  /** A client that retries as it was asked to must find that the keys were requested again. */
  private static final Duration LONGEST_REST = Duration.ofSeconds(1);

  private record Known(JWKSet keys, long askedAt) {}

  private final Mono<Known> latest;
  private final Properties settings;
  private final LongSupplier nanoTime;

  private volatile @Nullable Known known;
  private volatile boolean outage;

  /**
   * Starts without any key.
   *
   * @param keyServer asks for them all; ends in time, with them or with an error
   * @param timer runs as {@code nanoTime} does
   * @param nanoTime as {@link System#nanoTime()}
   */
  IssuerKeys(Mono<JWKSet> keyServer, Properties settings, Scheduler timer, LongSupplier nanoTime) {
    this.settings = settings;
    this.nanoTime = nanoTime;
    Duration rest = shorter(settings.keysPause(), LONGEST_REST);
    this.latest =
        request(keyServer).cache(this::stillLatest, error -> rest, () -> Duration.ZERO, timer);
  }

  /**
   * The keys that match a token's header; none if the issuer has no such key, and an error if the
   * keys are unavailable.
   */
  Flux<JWK> of(SignedJWT token) {
    JWKSelector wanted = new JWKSelector(JWKMatcher.forJWSHeader(token.getHeader()));
    return Mono.defer(() -> keysWith(wanted)).flatMapIterable(one -> wanted.select(one.keys()));
  }

  private Mono<Known> keysWith(JWKSelector wanted) {
    Known here = known;
    if (here == null || wanted.select(here.keys()).isEmpty()) {
      return latest;
    }
    Duration age = age(here);
    if (age.compareTo(settings.keysLifetime()) < 0) {
      return Mono.just(here);
    }
    return age.compareTo(settings.keysLifetime().plus(settings.keysGrace())) < 0
        ? renewed(here)
        : latest;
  }

  /**
   * Fresh keys, or the old ones while there are none. In a known outage no request waits for fresh
   * ones: a key server that hangs would hold up every customer, and take their places in the
   * service.
   */
  private Mono<Known> renewed(Known old) {
    Mono<Known> fresh = latest.doOnError(IssuerKeys::report);
    return outage ? Mono.firstWithValue(fresh, Mono.just(old)) : fresh.onErrorReturn(old);
  }

  private static void report(Throwable error) {
    String cause = UnavailableException.reasonOf(error);
    PACE.next(cause)
        .ifPresent(
            suppressed ->
                log.warn(
                    "The keys of the token issuer are unavailable, those known stay good for now:"
                        + " {}",
                    cause));
  }

  private Mono<Known> request(Mono<JWKSet> keyServer) {
    return Mono.fromSupplier(nanoTime::getAsLong)
        .flatMap(askedAt -> keyServer.map(keys -> new Known(keys, askedAt)))
        .doOnNext(
            answered -> {
              known = answered;
              outage = false;
            })
        .doOnError(error -> outage = true);
  }

  /** How much longer nothing newer is requested. */
  private Duration stillLatest(Known one) {
    Duration left = shorter(settings.keysPause(), settings.keysLifetime()).minus(age(one));
    return left.isNegative() ? Duration.ZERO : left;
  }

  private Duration age(Known one) {
    return Duration.ofNanos(nanoTime.getAsLong() - one.askedAt());
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /**
   * When keys are requested again.
   *
   * @param keysTimeout for requesting the keys
   * @param keysLifetime after which they are requested again
   * @param keysGrace how much longer they are good while the key server fails; may be 0
   * @param keysPause in which unknown key ids cause one request at most; an issuer should publish a
   *     new key for longer than that before it signs with it
   */
  @ConfigurationProperties("pannier.security")
  record Properties(
      @DefaultValue("1s") Duration keysTimeout,
      @DefaultValue("5m") Duration keysLifetime,
      @DefaultValue("10m") Duration keysGrace,
      @DefaultValue("30s") Duration keysPause) {

    Properties {
      PropertyChecks.positive("pannier.security.keys-timeout", keysTimeout);
      PropertyChecks.positive("pannier.security.keys-lifetime", keysLifetime);
      PropertyChecks.notNegative("pannier.security.keys-grace", keysGrace);
      PropertyChecks.positive("pannier.security.keys-pause", keysPause);
    }
  }

  /** The issuer's keys are unavailable, which says nothing about the token. */
  static final class UnavailableException extends JwtException {

    /** With a reason in our own words: it is logged, so it must not repeat the answer. */
    UnavailableException(String reason) {
      super(reason);
    }

    UnavailableException(Throwable cause) {
      super("the keys of the issuer are unavailable", cause);
    }

    /**
     * Why a request for the keys failed, for the log: without the address and without the answer.
     */
    static String reasonOf(Throwable failure) {
      Throwable root = failure;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      return root instanceof UnavailableException known
          ? String.valueOf(known.getMessage())
          : root.getClass().getName();
    }
  }
}
