package io.pannier.shared.web.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import io.pannier.local.LocalIssuer;
import io.pannier.shared.web.EdgeServer;
import io.pannier.testkit.RawServer;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Keys come from a server that is asked as upstreams are: one question, one answer. */
class KeyServerConnectionsTest {

  private static final String PREFIX = "spring.security.oauth2.resourceserver.jwt.";

  @Test
  void interim_answers_are_skipped_and_every_question_has_a_connection_of_its_own()
      throws Exception {
    try (LocalIssuer issuer = LocalIssuer.start(0);
        RawServer keyServer = hintingAndDying(new JWKSet(issuer.publicKey()).toString(true));
        EdgeServer server = EdgeServer.start(properties(issuer, keyServer))) {
      String bearer = "Authorization: Bearer " + issuer.token("somebody", "metrics");

      assertThat(server.get("/actuator/prometheus", bearer).status()).isEqualTo(200);
      assertThat(keyServer.connections()).isEqualTo(1);

      assertThat(server.get("/actuator/prometheus", bearer).status()).isEqualTo(200);
      assertThat(keyServer.connections()).isEqualTo(2);
    }
  }

  /** Answers once; a connection that is used again is reset. */
  private static RawServer hintingAndDying(String keys) throws Exception {
    return new RawServer(
        socket -> {
          RawServer.readRequest(socket);
          RawServer.write(socket, "HTTP/1.1 103 Early Hints\r\nLink: </keys>\r\n\r\n");
          RawServer.write(
              socket,
              "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                  .formatted(keys.length(), keys));
          RawServer.readRequest(socket);
          RawServer.reset(socket);
        });
  }

  private static String[] properties(LocalIssuer issuer, RawServer keyServer) {
    Map<String, String> properties = new HashMap<>(issuer.properties());
    properties.put(PREFIX + "jwk-set-uri", keyServer.address() + "/keys");
    properties.put("pannier.security.keys-lifetime", "1ms");
    properties.put("pannier.security.keys-grace", "0ms");
    return properties.entrySet().stream()
        .map(property -> property.getKey() + "=" + property.getValue())
        .toArray(String[]::new);
  }
}
