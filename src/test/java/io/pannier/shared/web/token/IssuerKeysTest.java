package io.pannier.shared.web.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.pannier.local.LocalIssuer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

/** The key server is asked as seldom as can be, and no key outlives its withdrawal for long. */
class IssuerKeysTest {

  private static final Duration LIFETIME = Duration.ofMinutes(5);
  private static final Duration GRACE = Duration.ofMinutes(10);
  private static final Duration PAUSE = Duration.ofSeconds(30);
  private static final Duration MOMENT = Duration.ofMillis(1);
  private static final RSAKey OLD = LocalIssuer.newKey();
  private static final RSAKey NEW = LocalIssuer.newKey();
  private static final RSAKey MADE_UP = LocalIssuer.newKey();

  private final VirtualTimeScheduler timer = VirtualTimeScheduler.create();
  private final AtomicLong requests = new AtomicLong();
  private List<JWK> published = List.of(OLD);
  private @Nullable Exception trouble;
  private Mono<JWKSet> keyServer = Mono.fromCallable(this::answer);
  private IssuerKeys keys = keysFor(LIFETIME);

  @Test
  void one_request_serves_all_tokens_of_its_keys_for_their_lifetime() {
    for (int i = 0; i < 100; i++) {
      assertGood(OLD);
    }
    pass(LIFETIME.minus(MOMENT));
    assertGood(OLD);

    assertThat(requests).hasValue(1);
  }

  @Test
  void one_request_serves_all_who_wait_for_it() {
    Sinks.One<JWKSet> answer = Sinks.one();
    keyServer = answer.asMono();
    List<JWK> found = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      keys.of(signedWith(OLD)).subscribe(found::add);
    }

    answer.tryEmitValue(new JWKSet(published)).orThrow();

    assertThat(found).hasSize(100);
    assertThat(requests).hasValue(1);
  }

  @Test
  void request_goes_on_for_the_others_where_its_first_asker_goes_away() {
    Sinks.One<JWKSet> answer = Sinks.one();
    keyServer = answer.asMono();
    List<JWK> found = new ArrayList<>();
    var first = keys.of(signedWith(OLD)).subscribe();
    keys.of(signedWith(OLD)).subscribe(found::add);
    first.dispose();

    answer.tryEmitValue(new JWKSet(published)).orThrow();

    assertThat(found).hasSize(1);
    assertThat(requests).hasValue(1);
  }

  @Test
  void made_up_keys_make_the_key_server_be_asked_once_in_a_pause() {
    assertGood(OLD);
    pass(PAUSE);
    for (int i = 0; i < 100; i++) {
      assertNone(MADE_UP);
    }
    assertThat(requests).hasValue(2);

    pass(PAUSE);
    for (int i = 0; i < 100; i++) {
      assertNone(MADE_UP);
    }
    assertThat(requests).hasValue(3);
  }

  @Test
  void new_key_is_found_after_the_pause() {
    assertGood(OLD);
    published = List.of(OLD, NEW);
    pass(PAUSE.minus(MOMENT));
    assertNone(NEW);

    pass(MOMENT);

    assertGood(NEW);
    assertGood(OLD);
    assertThat(requests).hasValue(2);
  }

  @Test
  void withdrawn_key_is_refused_after_its_lifetime() {
    assertGood(OLD);
    published = List.of(NEW);
    pass(LIFETIME.minus(MOMENT));
    assertGood(OLD);

    pass(MOMENT);

    assertNone(OLD);
  }

  @Test
  void withdrawn_key_is_refused_after_a_lifetime_that_is_shorter_than_the_pause() {
    keys = keysFor(PAUSE.dividedBy(3));
    assertGood(OLD);
    published = List.of(NEW);

    pass(PAUSE.dividedBy(3));

    assertNone(OLD);
    assertGood(NEW);
    assertThat(requests).hasValue(2);
  }

  @Test
  void withdrawn_key_is_refused_as_soon_as_an_unknown_one_was_looked_up() {
    assertGood(OLD);
    published = List.of(NEW);
    pass(PAUSE);
    assertGood(NEW);

    assertNone(OLD);
  }

  @Test
  void keys_stay_good_for_the_grace_while_the_key_server_fails_and_no_longer() {
    assertGood(OLD);
    trouble = new IllegalStateException("down");
    pass(LIFETIME.plus(GRACE).minus(MOMENT));
    assertGood(OLD);
    assertUnavailable(NEW);

    pass(MOMENT);

    assertUnavailable(OLD);
  }

  @Test
  void key_server_that_is_back_in_the_grace_is_believed() {
    assertGood(OLD);
    trouble = new IllegalStateException("down");
    pass(LIFETIME);
    assertGood(OLD);
    trouble = null;
    published = List.of(NEW);

    pass(Duration.ofSeconds(1));

    assertNone(OLD);
    assertGood(NEW);
  }

  @Test
  void nobody_waits_for_a_key_server_that_hangs_once_its_outage_is_known() {
    assertGood(OLD);
    trouble = new IllegalStateException("down");
    pass(LIFETIME);
    assertGood(OLD);
    keyServer = Mono.never();
    pass(Duration.ofSeconds(1));

    for (int i = 0; i < 100; i++) {
      assertThat(keys.of(signedWith(OLD)).collectList().block(Duration.ZERO)).hasSize(1);
    }

    assertThat(requests).hasValue(3);
  }

  @Test
  void key_server_that_fails_is_asked_once_a_second_however_many_ask() {
    trouble = new IllegalStateException("down");
    for (int i = 0; i < 100; i++) {
      assertUnavailable(OLD);
    }
    assertThat(requests).hasValue(1);

    pass(Duration.ofSeconds(1));
    for (int i = 0; i < 100; i++) {
      assertUnavailable(OLD);
    }
    assertThat(requests).hasValue(2);
  }

  @Test
  void unknown_key_is_unavailable_while_the_key_server_fails() {
    assertGood(OLD);
    trouble = new IllegalStateException("down");
    pass(PAUSE);

    assertUnavailable(NEW);
    assertUnavailable(NEW);

    assertGood(OLD);
    assertThat(requests).hasValue(2);
  }

  private IssuerKeys keysFor(Duration lifetime) {
    return new IssuerKeys(
        Mono.defer(
            () -> {
              requests.incrementAndGet();
              return keyServer;
            }),
        new IssuerKeys.Properties(Duration.ofSeconds(1), lifetime, GRACE, PAUSE),
        timer,
        () -> Long.MAX_VALUE - 1 + timer.now(TimeUnit.NANOSECONDS));
  }

  private JWKSet answer() throws Exception {
    if (trouble != null) {
      throw trouble;
    }
    return new JWKSet(published).toPublicJWKSet();
  }

  private void pass(Duration duration) {
    timer.advanceTimeBy(duration);
  }

  private void assertGood(RSAKey key) {
    StepVerifier.create(keys.of(signedWith(key)))
        .assertNext(found -> assertThat(found.getKeyID()).isEqualTo(key.getKeyID()))
        .verifyComplete();
  }

  private void assertNone(RSAKey key) {
    StepVerifier.create(keys.of(signedWith(key))).verifyComplete();
  }

  private void assertUnavailable(RSAKey key) {
    Flux<JWK> found = keys.of(signedWith(key));
    StepVerifier.create(found).verifyErrorMessage("down");
  }

  /** Its header is all that counts here. */
  private static SignedJWT signedWith(RSAKey key) {
    return new SignedJWT(
        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
        new JWTClaimsSet.Builder().build());
  }
}
