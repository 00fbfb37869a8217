package io.pannier.local;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for the server that issues access tokens. Its key is made at its start, is kept nowhere
 * and ends with it; its name stays, so that customers find their carts after a restart.
 */
public final class LocalIssuer implements AutoCloseable {

  public static final String NAME = "urn:pannier:local-issuer";
  public static final String AUDIENCE = "pannier";

  private static final Duration LIFETIME = Duration.ofHours(8);
  private static final int KEY_BITS = 2048;

  private final RSAKey key = newKey();
  private int port;
  private @Nullable HttpServer server;

  private LocalIssuer(int port) {
    this.port = port;
  }

  /** Starts one that shows its public key on this port, of which 0 means any free one. */
  public static LocalIssuer start(int port) {
    LocalIssuer issuer = new LocalIssuer(port);
    issuer.showKeys();
    return issuer;
  }

  /** A key pair with a name of its own, as this issuer makes them. */
  public static RSAKey newKey() {
    try {
      return new RSAKeyGenerator(KEY_BITS)
          .keyID(UUID.randomUUID().toString())
          .keyUse(KeyUse.SIGNATURE)
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Shows its public key, after {@link #hideKeys()} on the port that it had. */
  public void showKeys() {
    try {
      HttpServer starting =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      byte[] keys = new JWKSet(key).toString(true).getBytes(StandardCharsets.UTF_8);
      starting.createContext(
          "/keys",
          exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/jwk-set+json");
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
          });
      starting.start();
      port = starting.getAddress().getPort();
      server = starting;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Refuses connections, as a key server that is down. */
  public void hideKeys() {
    if (server != null) {
      server.stop(0);
      server = null;
    }
  }

  /** A token of this bearer, good for the next hours. */
  public String token(String subject, String... scopes) {
    return sign(claims(subject, scopes).build(), key);
  }

  /** What such a token says. */
  public JWTClaimsSet.Builder claims(String subject, String... scopes) {
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(NAME)
        .audience(AUDIENCE)
        .subject(subject)
        .claim("scope", String.join(" ", scopes))
        .jwtID(UUID.randomUUID().toString())
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(LIFETIME)));
  }

  /** The same signed with this issuer's key. */
  public String sign(JWTClaimsSet claims) {
    return sign(claims, key);
  }

  /** The same signed with any key, which the token names, as an access token (RFC 9068). */
  public static String sign(JWTClaimsSet claims, RSAKey with) {
    return sign(new JOSEObjectType("at+jwt"), claims.toString(), with);
  }

  /** Any text signed with this issuer's key, in a token that calls itself this, or nothing. */
  public String sign(@Nullable String type, String claims) {
    return sign(type == null ? null : new JOSEObjectType(type), claims, key);
  }

  private static String sign(@Nullable JOSEObjectType type, String claims, RSAKey with) {
    try {
      JWSObject token =
          new JWSObject(
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(with.getKeyID()).type(type).build(),
              new Payload(claims));
      token.sign(new RSASSASigner(with));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What everybody may know of its key. */
  public RSAKey publicKey() {
    return key.toPublicJWK();
  }

  /** The configuration that makes Pannier accept its tokens. */
  public Map<String, String> properties() {
    String prefix = "spring.security.oauth2.resourceserver.jwt.";
    return Map.of(
        prefix + "issuer-uri",
        NAME,
        prefix + "jwk-set-uri",
        "http://%s:%d/keys".formatted(InetAddress.getLoopbackAddress().getHostAddress(), port),
        prefix + "audiences",
        AUDIENCE);
  }

  @Override
  public void close() {
    hideKeys();
  }
}
