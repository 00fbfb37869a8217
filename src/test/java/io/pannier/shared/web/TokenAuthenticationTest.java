package io.pannier.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.pannier.local.LocalIssuer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Trouble with the issuer's keys is told apart from trouble with the token. */
class TokenAuthenticationTest {

  private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

  private final LocalIssuer issuer = LocalIssuer.start(0);
  private final String token = issuer.token("somebody", "carts");
  private final HttpServer keyServer = anyServer();

  @BeforeEach
  void start() {
    keyServer.start();
  }

  @AfterEach
  void stop() {
    keyServer.stop(0);
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
    "200, '{\"keys\": 1}'"
  })
  void keyServerThatAnswersNoKeysIsNotTheBearersFault(int status, String body) {
    keyServer.createContext(
        "/keys",
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/keys");
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });

    StepVerifier.create(authenticate(LONG_ENOUGH))
        .expectError(AuthenticationServiceException.class)
        .verify(LONG_ENOUGH);
  }

  @Test
  void keyServerThatDoesNotAnswerIsWaitedForNoLongerThanConfigured() {
    keyServer.createContext("/keys", exchange -> {});

    StepVerifier.create(authenticate(Duration.ofMillis(200)))
        .expectError(AuthenticationServiceException.class)
        .verify(LONG_ENOUGH);
  }

  @Test
  void keySetWithoutTheTokensKeyMakesTheTokenBad() {
    keyServer.createContext(
        "/keys",
        exchange -> {
          byte[] bytes = "{\"keys\": []}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });

    StepVerifier.create(authenticate(LONG_ENOUGH))
        .expectError(InvalidBearerTokenException.class)
        .verify(LONG_ENOUGH);
  }

  @Test
  void afterTroubleTheKeysAreAskedForAgain() {
    issuer.hideKeys();
    var manager =
        TokenAuthentication.of(
            settings(
                String.valueOf(
                    issuer
                        .properties()
                        .get("spring.security.oauth2.resourceserver.jwt.jwk-set-uri")),
                LONG_ENOUGH));
    var bearer = new BearerTokenAuthenticationToken(token);
    StepVerifier.create(manager.authenticate(bearer))
        .expectError(AuthenticationServiceException.class)
        .verify(LONG_ENOUGH);

    issuer.showKeys();

    StepVerifier.create(manager.authenticate(bearer))
        .assertNext(found -> assertThat(found.getName()).isEqualTo("somebody"))
        .expectComplete()
        .verify(LONG_ENOUGH);
  }

  private Mono<Authentication> authenticate(Duration keysTimeout) {
    String keys = "http://127.0.0.1:" + keyServer.getAddress().getPort() + "/keys";
    return TokenAuthentication.of(settings(keys, keysTimeout))
        .authenticate(new BearerTokenAuthenticationToken(token));
  }

  private static TokenProperties settings(String keys, Duration keysTimeout) {
    return new TokenProperties(
        LocalIssuer.NAME,
        URI.create(keys),
        List.of(LocalIssuer.AUDIENCE),
        Set.of("RS256"),
        keysTimeout);
  }

  private static HttpServer anyServer() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
