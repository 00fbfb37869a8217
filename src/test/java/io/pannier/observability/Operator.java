package io.pannier.observability;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Whoever runs the service: issues access tokens, and collects the spans that are exported. */
final class Operator implements AutoCloseable {

  static final String SUBJECT = "the-very-subject";

  private static final String ISSUER = "https://issuer.example";
  private static final String AUDIENCE = "pannier";

  private final Queue<String> exported = new ConcurrentLinkedQueue<>();
  private final RSAKey key;
  private final HttpServer server;

  Operator() {
    try {
      key = new RSAKeyGenerator(2048).keyID("one").generate();
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (JOSEException | IOException e) {
      throw new IllegalStateException(e);
    }
    byte[] keys = new JWKSet(key).toString(true).getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/keys",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, keys.length);
          exchange.getResponseBody().write(keys);
          exchange.close();
        });
    server.createContext(
        "/v1/traces",
        exchange -> {
          byte[] spans = exchange.getRequestBody().readAllBytes();
          exported.add(new String(spans, StandardCharsets.ISO_8859_1));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  /** What makes a service accept these tokens, export all of its spans, and have time for it. */
  String[] properties() {
    return new String[] {
      "spring.security.oauth2.resourceserver.jwt.issuer-uri=" + ISSUER,
      "spring.security.oauth2.resourceserver.jwt.jwk-set-uri=" + address() + "/keys",
      "spring.security.oauth2.resourceserver.jwt.audiences=" + AUDIENCE,
      "spring.security.oauth2.resourceserver.jwt.keys-timeout=10s",
      "pannier.deadline.product=20s",
      "management.otlp.tracing.endpoint=" + address() + "/v1/traces",
      "management.otlp.tracing.compression=none",
      "management.tracing.sampling.probability=1.0"
    };
  }

  String token(String scope) {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
            new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(SUBJECT)
                .expirationTime(Date.from(Instant.now().plus(Duration.ofHours(1))))
                .claim("scope", scope)
                .build());
    try {
      token.sign(new RSASSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return token.serialize();
  }

  /** Everything that was exported, as protocol buffers that hold their text in the clear. */
  String spans() {
    return String.join("\n", exported);
  }

  private String address() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
