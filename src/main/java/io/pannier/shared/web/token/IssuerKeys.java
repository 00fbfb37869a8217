package io.pannier.shared.web.token;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.pannier.shared.logging.LogThrottle;
import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.jwt.JwtException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The public keys of the issuer, asked for by as many as need them at once with one request. Who
 * makes up names of keys makes the key server be asked once in a pause, no more.
 *
 * <p>Keys past their lifetime are asked for again, so that a withdrawn key is refused. While the
 * key server fails they stay good for the grace: its outage must not shut every customer out at
 * once. Past that nobody can tell any more whether they were withdrawn.
 *
 * <p>Of our own, because Spring's source never forgets a key and asks for every made-up name, and
 * Nimbus's blocks while it fetches and tells a refused fetch as an outage.
 */
final class IssuerKeys {

  private static final Logger log = LoggerFactory.getLogger(IssuerKeys.class);
  private static final LogThrottle<String> PACE = LogThrottle.usual();

  /** A client that was told to come again must find that the key server was asked again. */
  private static final Duration LONGEST_REST = Duration.ofSeconds(1);

  private record Known(JWKSet keys, long at) {}

  private record Failed(Throwable error, long at) {}

  private final Mono<JWKSet> keyServer;
  private final long lifetime;
  private final long grace;
  private final long pause;
  private final long rest;
  private final LongSupplier nanoTime;

  private @Nullable Known known;
  private @Nullable Failed failed;
  private @Nullable Mono<JWKSet> underWay;

  /**
   * Keys of which none is known yet.
   *
   * @param keyServer asks for them all; ends in time, with them or with an error
   * @param nanoTime as {@link System#nanoTime()}
   */
  IssuerKeys(Mono<JWKSet> keyServer, TokenProperties settings, LongSupplier nanoTime) {
    this.keyServer = keyServer;
    this.lifetime = settings.keysLifetime().toNanos();
    this.grace = settings.keysGrace().toNanos();
    this.pause = settings.keysPause().toNanos();
    this.rest = Math.min(pause, LONGEST_REST.toNanos());
    this.nanoTime = nanoTime;
  }

  /**
   * Those that a token may be signed with, by what its header says; none if the issuer has none
   * such, and an error if that cannot be told.
   */
  Flux<JWK> of(SignedJWT token) {
    JWKSelector wanted = new JWKSelector(JWKMatcher.forJWSHeader(token.getHeader()));
    return Mono.defer(() -> keysWith(wanted)).flatMapIterable(wanted::select);
  }

  private synchronized Mono<JWKSet> keysWith(JWKSelector wanted) {
    long now = nanoTime.getAsLong();
    Known at = known;
    if (at == null) {
      return ask(now);
    }
    boolean found = !wanted.select(at.keys()).isEmpty();
    long age = now - at.at();
    if (age < lifetime) {
      return found || (failed == null && age < pause) ? Mono.just(at.keys()) : ask(now);
    }
    return found && age < lifetime + grace ? renewed(at, now) : ask(now);
  }

  /**
   * Fresh ones, or these while there are none. Of an outage that is known already nobody waits for
   * the end: a key server that hangs would hold every customer, and their places in the service.
   */
  private Mono<JWKSet> renewed(Known old, long now) {
    boolean outage = failed != null;
    Mono<JWKSet> fresh = ask(now).onErrorResume(error -> stillGood(old.keys(), error));
    if (!outage) {
      return fresh;
    }
    var unused = fresh.subscribe();
    return Mono.just(Objects.requireNonNullElse(known, old).keys());
  }

  private static Mono<JWKSet> stillGood(JWKSet keys, Throwable error) {
    String cause = UnavailableException.reasonOf(error);
    PACE.next(cause)
        .ifPresent(
            suppressed ->
                log.warn(
                    "The keys of the token issuer cannot be had, those known stay good for now: {}",
                    cause));
    return Mono.just(keys);
  }

  private Mono<JWKSet> ask(long now) {
    if (underWay != null) {
      return underWay;
    }
    if (failed != null && now - failed.at() < rest) {
      return Mono.error(failed.error());
    }
    // Goes on where its first asker goes away: others wait for it too.
    underWay = keyServer.doOnSuccess(keys -> learned(keys, now)).doOnError(this::missed).cache();
    return underWay;
  }

  private synchronized void learned(JWKSet keys, long askedAt) {
    known = new Known(keys, askedAt);
    failed = null;
    underWay = null;
  }

  private synchronized void missed(Throwable error) {
    failed = new Failed(error, nanoTime.getAsLong());
    underWay = null;
  }

  /** The issuer's keys cannot be had, which says nothing of the token. */
  static final class UnavailableException extends JwtException {

    /** For a reason in our own words: it is logged, so nothing that was answered is part of it. */
    UnavailableException(String reason) {
      super(reason);
    }

    UnavailableException(Throwable cause) {
      super("the keys of the issuer cannot be had", cause);
    }

    /**
     * Why a request for the keys failed, fit for a log: no address and nothing that was answered.
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
