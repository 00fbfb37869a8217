package io.pannier.shared.web.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import io.pannier.local.LocalIssuer;
import io.pannier.testkit.SmallServer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import reactor.netty.http.client.HttpClient;
import reactor.test.scheduler.VirtualTimeScheduler;

/** What is not understood in an issuer's key set is ignored (RFC 7517, section 5). */
@ExtendWith(OutputCaptureExtension.class)
class UnusableKeysTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final LocalIssuer ISSUER = LocalIssuer.start(0);
  private static final String TOKEN = ISSUER.token("somebody", "carts");
  private static final String GOOD = ISSUER.publicKey().toJSONString();
  private static final String SECP256K1 =
      """
      {"kty": "EC", "crv": "secp256k1", "kid": "k",
       "x": "eb5mfvncu6xVoGKVzocLBwKb_NstzijZWfKBWxb4F5g",
       "y": "SDradyajxGVdpPv8DhEIqP0XtEimhVQZnEfQj_sQ1Lg"}""";
  private static final Map<Integer, String> OTHERS = new HashMap<>();
  private static final SmallServer KEY_SERVER = SmallServer.start();

  private static String answer = "";

  private final VirtualTimeScheduler timer = VirtualTimeScheduler.create();

  @BeforeAll
  static void start() {
    KEY_SERVER.at(
        "/keys",
        exchange -> SmallServer.answer(exchange, 200, answer.getBytes(StandardCharsets.UTF_8)));
  }

  @AfterAll
  static void stop() {
    KEY_SERVER.close();
    ISSUER.close();
  }

  static Stream<Arguments> unusable() {
    return Stream.of(
            Map.entry("another curve", SECP256K1),
            Map.entry("unknown curve", "{'kty':'EC','crv':'P-999','x':'AQ','y':'AQ'}"),
            Map.entry("point off its curve", "{'kty':'EC','crv':'P-256','x':'AQ','y':'AQ'}"),
            Map.entry("no curve", "{'kty':'EC','x':'AQ','y':'AQ'}"),
            Map.entry("no modulus", "{'kty':'RSA','kid':'k','e':'AQAB'}"),
            Map.entry("no exponent", "{'kty':'RSA','kid':'k','n':'AQAB'}"),
            Map.entry("modulus is a number", "{'kty':'RSA','kid':'k','n':5,'e':'AQAB'}"),
            Map.entry("modulus is no base64", "{'kty':'RSA','kid':'k','n':'%%%','e':'AQAB'}"),
            Map.entry("modulus of nothing", "{'kty':'RSA','kid':'k','n':'','e':''}"),
            Map.entry("short", rsa(1024, "")),
            Map.entry("too long for Java", oversized()),
            Map.entry("exponent of nothing", rsa(2048, "").replace("AQAB", "AA")),
            Map.entry("unknown type", "{'kty':'AKP','alg':'ML-DSA-44','pub':'AQAB'}"),
            Map.entry("type of lower case", "{'kty':'rsa','n':'AQAB','e':'AQAB'}"),
            Map.entry("no type", "{'kid':'k','n':'AQAB','e':'AQAB'}"),
            Map.entry("type is null", "{'kty':null}"),
            Map.entry("type is a list", "{'kty':['RSA']}"),
            Map.entry("octets", "{'kty':'OKP','crv':'Ed25519','x':'AQAB'}"),
            Map.entry("unknown octets", "{'kty':'OKP','crv':'Ed999','x':'AQAB'}"),
            Map.entry("shared secret", "{'kty':'oct','k':'AQAB'}"),
            Map.entry("shared secret of nothing", "{'kty':'oct'}"),
            Map.entry("for encryption", rsa(2048, "'use':'enc'")),
            Map.entry("for something", rsa(2048, "'use':'tls'")),
            Map.entry("use is a number", rsa(2048, "'use':5")),
            Map.entry("to connect with", rsa(2048, "'key_ops':['connect']")),
            Map.entry("to encrypt with", rsa(2048, "'key_ops':['encrypt']")),
            Map.entry("to do nothing with", rsa(2048, "'key_ops':[]")),
            Map.entry("operations are text", rsa(2048, "'key_ops':'verify'")),
            Map.entry("of another algorithm", rsa(2048, "'alg':'RS999'")),
            Map.entry("of one that is not allowed", rsa(2048, "'alg':'PS512'")),
            Map.entry("of one for encryption", rsa(2048, "'alg':'RSA-OAEP'")),
            Map.entry("algorithm is a number", rsa(2048, "'alg':5")),
            Map.entry("name is a number", rsa(2048, "'kid':5")),
            Map.entry("two types", "{'kty':'RSA','kty':'AKP','n':'AQAB','e':'AQAB'}"),
            Map.entry("empty", "{}"),
            Map.entry("null", "null"),
            Map.entry("text", "'key'"),
            Map.entry("number", "1"),
            Map.entry("list", "[]"))
        .map(entry -> Arguments.of(entry.getKey(), entry.getValue().replace('\'', '"')));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unusable")
  void one_unusable_key_does_not_spoil_the_others(String what, String key) {
    for (String keys : List.of(key + "," + GOOD, GOOD + "," + key)) {
      answer = "{\"keys\": [" + keys + "]}";

      assertAccepted(manager("RS256"), TOKEN);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unusable")
  void keys_of_which_none_is_usable_are_none(String what, String key) {
    answer = "{\"keys\": [" + key + "]}";

    assertUnavailable(manager("RS256"), TOKEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'x5c':['garbage']",
        "'x5c':[]",
        "'x5c':'garbage'",
        "'x5c':[5]",
        "'x5t':5",
        "'x5u':'%%%'",
        "'exp':'tomorrow'",
        "'exp':1e400",
        "'own':1,'own':2",
        "'iat':{}",
        "'d':5",
        "'p':'AQ'",
        "'oth':5",
        "'key_ops':['verify','connect']",
        "'key_ops':['verify','verify']",
        "'key_ops':null",
        "'use':null",
        "'alg':null",
        "'x5c':null",
        "'unknown':{'a':[null]}",
      })
  void member_that_is_not_needed_does_not_spoil_its_key(String member) {
    String key = GOOD.replaceFirst("\"use\":\"sig\",?", "");
    answer =
        "{\"keys\": [%s, %s], \"more\": null}"
            .formatted(
                key.replaceFirst("}$", "," + member.replace('\'', '"') + "}"), rsa(2048, ""));

    assertAccepted(manager("RS256"), TOKEN);
  }

  @Test
  void two_keys_of_one_name_are_both_tried() {
    answer = "{\"keys\": [%s, %s]}".formatted(namedLikeTheGoodOne(rsa(2048, "")), GOOD);

    assertAccepted(manager("RS256"), TOKEN);
  }

  @Test
  void private_key_that_is_published_is_used_as_a_public_one() throws JOSEException {
    ECKey key = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
    answer = "{\"keys\": [" + key.toJSONString() + "]}";

    assertAccepted(manager("ES256"), signed(key, JWSAlgorithm.ES256, "ec"));
  }

  @Test
  void curves_that_are_all_allowed_are_told_apart_even_without_names() throws JOSEException {
    ECKey small = new ECKeyGenerator(Curve.P_256).keyID("small").generate();
    ECKey large = new ECKeyGenerator(Curve.P_384).keyID("large").generate();
    answer =
        "{\"keys\": [%s, %s, %s]}"
            .formatted(large.toPublicJWK(), SECP256K1, small.toPublicJWK().toJSONString());
    var manager = manager("ES256", "ES384");

    assertAccepted(manager, signed(small, JWSAlgorithm.ES256, null));
    assertAccepted(manager, signed(large, JWSAlgorithm.ES384, null));
    assertThatThrownBy(() -> name(manager, signed(small, JWSAlgorithm.ES256, "large")))
        .isInstanceOf(InvalidBearerTokenException.class);
  }

  @Test
  void set_without_a_usable_key_does_not_make_good_ones_forgotten(CapturedOutput output) {
    answer = "{\"keys\": [" + GOOD + "]}";
    var manager = manager("RS256");
    assertAccepted(manager, TOKEN);

    for (String spoilt : List.of("{\"keys\": [{}, {}, {}]}", "{\"keys\": []}", "{}", "[]", "")) {
      answer = spoilt;
      timer.advanceTimeBy(Duration.ofSeconds(61));
      assertAccepted(manager, TOKEN);
    }
    assertThat(output.getAll().lines().filter(line -> line.contains("none of the 3 keys")))
        .hasSize(1);

    timer.advanceTimeBy(Duration.ofMinutes(10));
    assertUnavailable(manager, TOKEN);
  }

  @Test
  void endless_set_is_not_read_to_its_end() {
    answer = "{\"keys\": [" + GOOD + "], \"more\": \"" + "x".repeat(300_000) + "\"}";

    assertUnavailable(manager("RS256"), TOKEN);
  }

  private ReactiveAuthenticationManager manager(String... algorithms) {
    return TokenAuthentication.of(
        new TokenProperties(
            LocalIssuer.NAME,
            KEY_SERVER.address("/keys"),
            List.of(LocalIssuer.AUDIENCE),
            Set.of(algorithms)),
        new IssuerKeys.Properties(
            PATIENCE, Duration.ofSeconds(60), Duration.ofMinutes(10), Duration.ofSeconds(30)),
        HttpClient.create(),
        timer,
        () -> timer.now(TimeUnit.NANOSECONDS));
  }

  private static void assertAccepted(ReactiveAuthenticationManager manager, String token) {
    assertThat(name(manager, token)).isEqualTo("somebody");
  }

  private static void assertUnavailable(ReactiveAuthenticationManager manager, String token) {
    assertThatThrownBy(() -> name(manager, token))
        .isInstanceOf(AuthenticationServiceException.class);
  }

  private static String name(ReactiveAuthenticationManager manager, String token) {
    return Objects.requireNonNull(
            manager.authenticate(new BearerTokenAuthenticationToken(token)).block(PATIENCE))
        .getName();
  }

  private static String signed(ECKey key, JWSAlgorithm algorithm, @Nullable String name)
      throws JOSEException {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(algorithm).keyID(name).build(),
            ISSUER.claims("somebody", "carts").build());
    token.sign(new ECDSASigner(key));
    return token.serialize();
  }

  /** Another key than the good one, with one member more. */
  private static String rsa(int bits, String member) {
    String key = OTHERS.computeIfAbsent(bits, UnusableKeysTest::rsa);
    return member.isEmpty() ? key : key.replaceFirst("}$", "," + member + "}");
  }

  private static String rsa(int bits) {
    try {
      KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
      keys.initialize(bits);
      RSAPublicKey key = (RSAPublicKey) keys.generateKeyPair().getPublic();
      return new RSAKey.Builder(key).build().toJSONString();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String oversized() {
    return "{'kty':'RSA','kid':'k','n':'" + "_".repeat(3200) + "','e':'AQAB'}";
  }

  private static String namedLikeTheGoodOne(String key) {
    return key.replaceFirst("}$", ",\"kid\":\"" + ISSUER.publicKey().getKeyID() + "\"}");
  }
}
