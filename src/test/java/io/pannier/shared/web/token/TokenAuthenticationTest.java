package io.pannier.shared.web.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import io.pannier.local.LocalIssuer;
import io.pannier.testkit.SmallServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Trouble with the issuer's keys is told apart from trouble with the token. */
class TokenAuthenticationTest {

  private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

  private final LocalIssuer issuer = LocalIssuer.start(0);
  private final String token = issuer.token("somebody", "carts");
  private final SmallServer keyServer = SmallServer.start();

  @AfterEach
  void stop() {
    keyServer.close();
    issuer.close();
  }

  @ParameterizedTest
  @CsvSource({
    "500, ''",
    "404, ''",
    "429, ''",
    "302, ''",
    "204, ''",
    "200, ''",
    "200, <html>",
    "200, []",
    "200, {}",
    "200, '{\"keys\": 1}'",
    "200, '{\"keys\": null}'",
    "200, '{\"keys\": []}'",
    "200, 'null'"
  })
  void key_server_that_answers_no_keys_is_not_the_bearers_fault(int status, String body) {
    keyServer.at(
        "/keys",
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/keys");
          SmallServer.answer(exchange, status, bytes);
        });

    StepVerifier.create(authenticate(LONG_ENOUGH))
        .expectError(AuthenticationServiceException.class)
        .verify(LONG_ENOUGH);
  }

  @Test
  void key_server_that_does_not_answer_is_waited_for_no_longer_than_configured() {
    keyServer.at("/keys", exchange -> {});

    StepVerifier.create(authenticate(Duration.ofMillis(200)))
        .expectError(AuthenticationServiceException.class)
        .verify(LONG_ENOUGH);
  }

  /** What comes with a redirect, or with an error, is not the issuer's word. */
  @ParameterizedTest
  @ValueSource(ints = {201, 202, 203, 206, 300, 301, 302, 303, 307, 308, 400, 404, 429, 500, 503})
  void keys_that_come_with_another_status_than200_are_not_taken(int status) {
    AtomicInteger followed = new AtomicInteger();
    keyServer.at("/keys", exchange -> answer(exchange, status, issuer.publicKey()));
    keyServer.at(
        "/elsewhere",
        exchange -> {
          followed.incrementAndGet();
          answer(exchange, 200, issuer.publicKey());
        });

    StepVerifier.create(authenticate(LONG_ENOUGH))
        .expectError(AuthenticationServiceException.class)
        .verify(LONG_ENOUGH);

    assertThat(followed).hasValue(0);
  }

  @Test
  void status_that_is_not200_is_decided_without_its_body() {
    keyServer.at(
        "/keys",
        exchange -> {
          exchange.sendResponseHeaders(302, 1_000);
          exchange.getResponseBody().flush();
        });

    StepVerifier.create(authenticate(Duration.ofMinutes(10)))
        .expectError(AuthenticationServiceException.class)
        .verify(LONG_ENOUGH);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/xml", "nonsense", "application/jwk-set+json"})
  void keys_are_taken_whatever_their_media_type(String mediaType) {
    keyServer.at(
        "/keys",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", mediaType);
          answer(exchange, 200, issuer.publicKey());
        });

    StepVerifier.create(authenticate(LONG_ENOUGH))
        .expectNextCount(1)
        .expectComplete()
        .verify(LONG_ENOUGH);
  }

  @Test
  void key_set_without_the_tokens_key_makes_the_token_bad() {
    keyServer.at("/keys", exchange -> answer(exchange, 200, LocalIssuer.newKey().toPublicJWK()));

    StepVerifier.create(authenticate(LONG_ENOUGH))
        .expectError(InvalidBearerTokenException.class)
        .verify(LONG_ENOUGH);
  }

  @Test
  void after_trouble_the_keys_are_asked_for_again() {
    issuer.hideKeys();
    VirtualTimeScheduler timer = VirtualTimeScheduler.create();
    var manager =
        TokenAuthentication.of(
            settings(
                String.valueOf(
                    issuer
                        .properties()
                        .get("spring.security.oauth2.resourceserver.jwt.jwk-set-uri"))),
            keys(LONG_ENOUGH),
            HttpClient.create(),
            timer,
            () -> timer.now(TimeUnit.NANOSECONDS));
    var bearer = new BearerTokenAuthenticationToken(token);
    StepVerifier.create(manager.authenticate(bearer))
        .expectError(AuthenticationServiceException.class)
        .verify(LONG_ENOUGH);

    issuer.showKeys();
    timer.advanceTimeBy(Duration.ofSeconds(1));

    StepVerifier.create(manager.authenticate(bearer))
        .assertNext(found -> assertThat(found.getName()).isEqualTo("somebody"))
        .expectComplete()
        .verify(LONG_ENOUGH);
  }

  @Test
  void tokens_of_made_up_keys_and_other_algorithms_do_not_make_the_key_server_be_asked_for_each()
      throws Exception {
    AtomicInteger requests = new AtomicInteger();
    byte[] keys = new JWKSet(issuer.publicKey()).toString(true).getBytes(StandardCharsets.UTF_8);
    keyServer.at(
        "/keys",
        exchange -> {
          requests.incrementAndGet();
          SmallServer.answer(exchange, 200, keys);
        });
    var manager =
        TokenAuthentication.of(
            settings(keys()),
            keys(LONG_ENOUGH),
            HttpClient.create(),
            VirtualTimeScheduler.create(),
            () -> 0);
    var good = new BearerTokenAuthenticationToken(token);
    SignedJWT symmetric =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("made-up").build(),
            issuer.claims("somebody", "carts").build());
    symmetric.sign(new MACSigner(new byte[32]));

    assertRefused(manager, symmetric.serialize());
    assertThat(requests).hasValue(0);
    for (int i = 0; i < 5; i++) {
      assertRefused(
          manager,
          LocalIssuer.sign(issuer.claims("somebody", "carts").build(), LocalIssuer.newKey()));
    }
    StepVerifier.create(manager.authenticate(good))
        .expectNextCount(1)
        .expectComplete()
        .verify(LONG_ENOUGH);

    assertThat(requests).hasValue(1);
  }

  private static void assertRefused(ReactiveAuthenticationManager manager, String token) {
    StepVerifier.create(manager.authenticate(new BearerTokenAuthenticationToken(token)))
        .expectError(InvalidBearerTokenException.class)
        .verify(LONG_ENOUGH);
  }

  private String keys() {
    return keyServer.address("/keys").toString();
  }

  private Mono<Authentication> authenticate(Duration keysTimeout) {
    return TokenAuthentication.of(
            settings(keys()),
            keys(keysTimeout),
            HttpClient.create(),
            Schedulers.parallel(),
            System::nanoTime)
        .authenticate(new BearerTokenAuthenticationToken(token));
  }

  private static TokenProperties settings(String keys) {
    return new TokenProperties(
        LocalIssuer.NAME, URI.create(keys), List.of(LocalIssuer.AUDIENCE), Set.of("RS256"));
  }

  private static IssuerKeys.Properties keys(Duration timeout) {
    return new IssuerKeys.Properties(
        timeout, Duration.ofMinutes(5), Duration.ofMinutes(10), Duration.ofSeconds(30));
  }

  private static void answer(HttpExchange exchange, int status, JWK key) throws IOException {
    byte[] keys = new JWKSet(key).toString(true).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Location", "/elsewhere");
    SmallServer.answer(exchange, status, keys);
  }
}
