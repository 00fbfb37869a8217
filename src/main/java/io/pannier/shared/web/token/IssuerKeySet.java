package io.pannier.shared.web.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSet;
import java.security.PublicKey;
import java.security.interfaces.RSAKey;
import java.text.ParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that an issuer publishes (RFC 7517). They are read one by one, since Nimbus rejects a
 * whole set because of one key that it does not understand, where section 5 says to ignore that
 * key.
 */
final class IssuerKeySet {

  private static final Logger log = LoggerFactory.getLogger(IssuerKeySet.class);

  /** The members that are needed to check a signature. */
  private static final Set<String> ESSENTIAL =
      Set.of("kty", "use", "alg", "kid", "n", "e", "crv", "x", "y");

  /** RFC 7518, section 3.3. */
  private static final int LEAST_RSA_BITS = 2048;

  /** Unlike Nimbus' parser it accepts a repeated member and a number of any size. */
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final DefaultJWSVerifierFactory VERIFIERS = new DefaultJWSVerifierFactory();

  private IssuerKeySet() {}

  /**
   * The keys that can check signatures of these algorithms.
   *
   * @throws IssuerKeys.UnavailableException if the text is no key set, or has no such key: that is
   *     a fault of the key server, and no reason to forget keys that are good
   */
  static JWKSet read(String text, Set<JWSAlgorithm> algorithms) {
    List<?> entries = entries(text);
    List<JWK> keys =
        entries.stream()
            .map(entry -> parsed(entry))
            .flatMap(Optional::stream)
            .filter(key -> algorithms.stream().anyMatch(algorithm -> checks(key, algorithm)))
            .toList();
    if (keys.isEmpty()) {
      throw new IssuerKeys.UnavailableException(
          "none of the " + entries.size() + " keys that the issuer publishes can be used");
    }
    log.debug("{} of the {} keys that the issuer publishes are used", keys.size(), entries.size());
    return new JWKSet(keys);
  }

  /** A key of an elliptic curve fits one algorithm only (RFC 7518, section 3.4). */
  static boolean fits(JWK key, JWSAlgorithm algorithm) {
    Set<Curve> curves = Curve.forJWSAlgorithm(algorithm);
    return curves == null || (key instanceof ECKey ec && curves.contains(ec.getCurve()));
  }

  private static List<?> entries(String text) {
    try {
      if (JSON.readValue(text, Object.class) instanceof Map<?, ?> set
          && set.get("keys") instanceof List<?> entries) {
        return entries;
      }
    } catch (JsonProcessingException e) {
      // Its message may repeat the answer.
    }
    throw new IssuerKeys.UnavailableException("the issuer answered something else than a key set");
  }

  private static Optional<JWK> parsed(Object entry) {
    if (!(entry instanceof Map<?, ?> members)) {
      return Optional.empty();
    }
    Object operations = members.get("key_ops");
    boolean forOther =
        operations != null && !(operations instanceof List<?> all && all.contains("verify"));
    if (forOther) {
      return Optional.empty();
    }
    Map<String, Object> all = new HashMap<>();
    members.forEach((name, value) -> all.put(String.valueOf(name), value));
    Map<String, Object> essential = new HashMap<>(all);
    essential.keySet().retainAll(ESSENTIAL);
    // A fault in a member that is not needed, such as x5c, does not make the key unusable.
    return parse(all).or(() -> parse(essential));
  }

  private static Optional<JWK> parse(Map<String, Object> members) {
    try {
      return Optional.ofNullable(JWK.parse(members).toPublicJWK()); // null for a shared secret
    } catch (ParseException | RuntimeException notUnderstood) {
      return Optional.empty();
    }
  }

  private static boolean checks(JWK key, JWSAlgorithm algorithm) {
    JWSHeader header = new JWSHeader(algorithm);
    if (!JWKMatcher.forJWSHeader(header).matches(key) || !fits(key, algorithm)) {
      return false;
    }
    try {
      PublicKey usable = ((AsymmetricJWK) key).toPublicKey();
      return VERIFIERS.createJWSVerifier(header, usable) != null
          && !(usable instanceof RSAKey rsa && rsa.getModulus().bitLength() < LEAST_RSA_BITS);
    } catch (JOSEException | RuntimeException notSupported) {
      return false;
    }
  }
}
