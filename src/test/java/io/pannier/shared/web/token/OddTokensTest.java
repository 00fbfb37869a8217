package io.pannier.shared.web.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.pannier.local.LocalIssuer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;

/** Tokens that the issuer signed, of every type and shape: good, without scopes, or refused. */
class OddTokensTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final LocalIssuer ISSUER = LocalIssuer.start(0);
  private final long now = Instant.now().getEpochSecond();

  private static ReactiveAuthenticationManager manager = TokenAuthentication.none();

  @BeforeAll
  static void start() {
    Map<String, String> issuer = ISSUER.properties();
    manager =
        TokenAuthentication.of(
            new TokenProperties(
                LocalIssuer.NAME,
                URI.create(
                    Objects.requireNonNull(issuer.get(TokenProperties.PREFIX + ".jwk-set-uri"))),
                List.of(LocalIssuer.AUDIENCE),
                Set.of("RS256")),
            new IssuerKeys.Properties(PATIENCE, PATIENCE, PATIENCE, PATIENCE),
            HttpClient.create(),
            Schedulers.parallel(),
            System::nanoTime);
  }

  @AfterAll
  static void stop() {
    ISSUER.close();
  }

  /** RFC 9068, section 4; media types do not depend on case (RFC 7515, section 4.1.9). */
  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {"at+jwt", "AT+JWT", "application/at+jwt", "Application/AT+JWT", "JWT", "jwt"})
  void access_token_is_accepted_however_it_says_that_it_is_one(@Nullable String type) {
    assertThat(scopes(ISSUER.sign(type, claims("scope", "\"carts\"")))).containsExactly("carts");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "logout+jwt",
        "dpop+jwt",
        "secevent+jwt",
        "token-introspection+jwt",
        "application/logout+jwt",
        "text/at+jwt",
        "ID",
        "JOSE",
        "at",
        "jwt ",
        " at+jwt",
        ""
      })
  void token_of_another_kind_is_refused(String type) {
    assertRefused(ISSUER.sign(type, claims("scope", "\"carts\"")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          scope | "carts"                          | carts
          scope | "openid carts  orders"           | carts openid orders
          scope | ["carts", "orders"]              | carts orders
          scp   | "carts"                          | carts
          scp   | ["carts"]                        | carts
          scope | null, "scp": ["carts"]           | carts
          scope | "orders", "scp": ["carts"]       | orders
          scope | "\\u00e9 carts"                  | carts é
          scope | ""                               |
          scope | " "                              |
          scope | null                             |
          scope | []                               |
          scope | 1                                |
          scope | true                             |
          scope | {"carts": true}                  |
          scope | {}                               |
          scope | [1, "carts"]                     |
          scope | ["carts", null]                  |
          scope | [["carts"]]                      |
          scope | [{"name": "carts"}]              |
          scope | 7, "scp": "carts"                |
          scp   | [1, "carts"]                     |
          scp   | {"carts": 1}                     |
          other | "carts"                          |
          """)
  void scopes_of_another_shape_grant_nothing(String claim, String json, @Nullable String granted) {
    String token = ISSUER.sign("at+jwt", claims("scope", "null", claim, json));

    assertThat(String.join(" ", scopes(token))).isEqualTo(granted == null ? "" : granted);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          sub | 1
          sub | 12345678901234567890
          sub | 1.5
          sub | true
          sub | null
          sub | ""
          sub | " "
          sub | ["somebody"]
          sub | {"id": "somebody"}
          sub | "\\ud800"
          sub | "some\\u0000body"
          iss | ["urn:pannier:local-issuer"]
          iss | {"name": "urn:pannier:local-issuer"}
          iss | 1
          iss | null
          iss | ""
          iss | "urn:pannier:local-issuer "
          iss | "URN:pannier:local-issuer"
          iss | "not a uri: %%%"
          aud | 1
          aud | {}
          aud | null
          aud | []
          aud | ""
          aud | [null]
          aud | ["pannier", 1]
          aud | [["pannier"]]
          aud | "pannier other"
          exp | "NOW+600"
          exp | "2099-01-01T00:00:00Z"
          exp | null
          exp | true
          exp | {}
          exp | [1]
          exp | 0
          exp | -1
          exp | 1e300
          exp | -1e300
          exp | 9223372036854775807
          exp | 99999999999999999999999
          nbf | "NOW"
          nbf | true
          nbf | {}
          nbf | [1]
          iat | "NOW"
          iat | {}
          iat | [1]
          jti | {}
          jti | 1
          jti | ["a"]
          own | 1e400
          own | 1, "own": 2
          sub | "else", "sub": "somebody"
          """)
  void claim_of_another_shape_makes_the_token_bad(String claim, String json) {
    String value = json.replace("NOW+600", "" + (now + 600)).replace("NOW", "" + now);

    assertRefused(ISSUER.sign("at+jwt", claims(claim, value)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          sub | "1"
          sub | "https://issuer.example/users/5f7c8ec7"
          sub | "some\\nbody\\u0007 \\ud83d\\uded2"
          aud | ["other", "pannier"]
          aud | "pannier"
          exp | NOW600.25
          exp | 4102444800
          nbf | 0
          nbf | null
          nbf | -1
          iat | null
          iat | 0.5
          jti | null
          own | {"a": [1, null, {"b": [[]]}]}
          """)
  void odd_but_legal_claims_are_good(String claim, String json) {
    String value = json.replace("NOW600", "" + (now + 600));

    assertThat(scopes(ISSUER.sign("at+jwt", claims(claim, value, "scope", "\"carts\""))))
        .containsExactly("carts");
  }

  static Stream<String> payloads() {
    return Stream.of(
        "",
        "null",
        "[]",
        "{}",
        "1",
        "\"text\"",
        "{",
        "<html>",
        "[".repeat(3000),
        "{\"a\":".repeat(3000),
        claims("own", "[".repeat(3000) + "]".repeat(3000)) + "}",
        claims("sub", "\"" + "x".repeat(100_000)));
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void what_is_no_set_of_claims_is_refused(String payload) {
    assertRefused(ISSUER.sign("at+jwt", payload));
  }

  @Test
  void claims_may_be_long_and_deep() {
    String deep = "[".repeat(200) + "]".repeat(200);
    for (String own : List.of("\"" + "x".repeat(100_000) + "\"", deep)) {
      assertThat(scopes(ISSUER.sign("at+jwt", claims("own", own, "scope", "\"carts\""))))
          .containsExactly("carts");
    }
  }

  /** Else two customers whose numbers differ in their last digits would be one. */
  @Test
  void subject_is_taken_as_it_is_written() {
    assertThat(authenticate(ISSUER.sign("JWT", claims("sub", "\"0012\""))).getName())
        .isEqualTo("0012");
  }

  /** A customer's claims with these of their members replaced by JSON of any kind. */
  private static String claims(String... members) {
    Map<String, Object> usual = ISSUER.claims("somebody").build().toJSONObject();
    StringBuilder claims = new StringBuilder();
    for (int i = 0; i < members.length; i += 2) {
      usual.remove(members[i]);
      claims.append(",\"").append(members[i]).append("\":").append(members[i + 1]);
    }
    String rest = JSONObjectUtils.toJSONString(usual);
    return rest.substring(0, rest.length() - 1) + claims + "}";
  }

  private static List<String> scopes(String token) {
    return authenticate(token).getAuthorities().stream()
        .map(GrantedAuthority::getAuthority)
        .map(authority -> authority.substring("SCOPE_".length()))
        .filter(scope -> !scope.isEmpty())
        .sorted()
        .collect(Collectors.toList());
  }

  private static void assertRefused(String token) {
    assertThatThrownBy(() -> authenticate(token)).isInstanceOf(InvalidBearerTokenException.class);
  }

  private static Authentication authenticate(String token) {
    return Objects.requireNonNull(
        manager.authenticate(new BearerTokenAuthenticationToken(token)).block(PATIENCE));
  }
}
