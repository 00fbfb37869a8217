package io.pannier.cart;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.pannier.local.LocalIssuer;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.function.BiFunction;

/** Tokens that are wrong in one respect each, and otherwise those of a customer. */
enum BadToken {
  MALFORMED((issuer, subject) -> "not.a.token"),
  EXPIRED((issuer, subject) -> issuer.sign(ending(issuer, subject, Duration.ofSeconds(-75)))),
  NOT_YET_VALID(
      (issuer, subject) ->
          issuer.sign(
              issuer
                  .claims(subject, "carts")
                  .notBeforeTime(Date.from(Instant.now().plusSeconds(600)))
                  .build())),
  WRONG_ISSUER(
      (issuer, subject) ->
          issuer.sign(issuer.claims(subject, "carts").issuer("https://other.example").build())),
  NO_ISSUER((issuer, subject) -> issuer.sign(issuer.claims(subject, "carts").issuer(null).build())),
  WRONG_AUDIENCE(
      (issuer, subject) ->
          issuer.sign(
              issuer.claims(subject, "carts").audience(List.of("other", "panniers")).build())),
  NO_AUDIENCE(
      (issuer, subject) ->
          issuer.sign(issuer.claims(subject, "carts").audience((String) null).build())),
  NO_EXPIRY(
      (issuer, subject) ->
          issuer.sign(issuer.claims(subject, "carts").expirationTime(null).build())),
  NO_SUBJECT(
      (issuer, subject) -> issuer.sign(issuer.claims(subject, "carts").subject(null).build())),
  SUBJECT_IS_A_NUMBER(
      (issuer, subject) ->
          issuer.sign(
              "at+jwt",
              issuer
                  .claims(subject, "carts")
                  .build()
                  .toString()
                  .replace('"' + subject + '"', "12345678901234567890"))),
  SUBJECT_IS_A_LIST(
      (issuer, subject) ->
          issuer.sign(issuer.claims(subject, "carts").claim("sub", List.of(subject)).build())),
  FOR_A_LOGOUT(
      (issuer, subject) ->
          issuer.sign("logout+jwt", issuer.claims(subject, "carts").build().toString())),
  ALG_NONE((issuer, subject) -> new PlainJWT(issuer.claims(subject, "carts").build()).serialize()),
  HS256_WITH_PUBLIC_KEY(BadToken::signedWithWhatEverybodyKnows),
  UNKNOWN_KEY(
      (issuer, subject) ->
          LocalIssuer.sign(issuer.claims(subject, "carts").build(), LocalIssuer.newKey())),
  FOREIGN_SIGNATURE(
      (issuer, subject) ->
          LocalIssuer.sign(
              issuer.claims(subject, "carts").build(),
              new RSAKey.Builder(Keys.FOREIGN).keyID(issuer.publicKey().getKeyID()).build()));

  @SuppressWarnings("ImmutableEnumChecker") // no form keeps anything
  private final BiFunction<LocalIssuer, String, String> form;

  BadToken(BiFunction<LocalIssuer, String, String> form) {
    this.form = form;
  }

  String of(LocalIssuer issuer, String subject) {
    return form.apply(issuer, subject);
  }

  /** A token whose time ends so long from now. */
  static JWTClaimsSet ending(LocalIssuer issuer, String subject, Duration fromNow) {
    Instant end = Instant.now().plus(fromNow);
    return issuer
        .claims(subject, "carts")
        .issueTime(Date.from(end.minusSeconds(3600)))
        .expirationTime(Date.from(end))
        .build();
  }

  private static String signedWithWhatEverybodyKnows(LocalIssuer issuer, String subject) {
    try {
      String pem =
          "-----BEGIN PUBLIC KEY-----\n"
              + Base64.getMimeEncoder(64, new byte[] {'\n'})
                  .encodeToString(issuer.publicKey().toRSAPublicKey().getEncoded())
              + "\n-----END PUBLIC KEY-----\n";
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.HS256)
                  .keyID(issuer.publicKey().getKeyID())
                  .build(),
              issuer.claims(subject, "carts").build());
      token.sign(new MACSigner(pem));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Keys {
    private static final RSAKey FOREIGN = LocalIssuer.newKey();
  }
}
