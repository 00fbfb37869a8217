package io.pannier.shared.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.pannier.shared.upstream.RawServer.Treatment;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** The same where the connection is encrypted, by a certificate made for this test. */
class ExchangeOverTlsTest {

  private static final String PASSWORD = "changeit";
  private static final String EARLY_HINTS = "HTTP/1.1 103 Early Hints\r\n\r\n";

  @TempDir static Path folder;

  @BeforeAll
  static void makeCertificate() throws Exception {
    Process keytool =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=localhost",
                    "-storepass",
                    PASSWORD,
                    "-keystore",
                    folder.resolve("keys").toString()))
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
  }

  static Stream<Arguments> deaths() {
    return Stream.of(
        Arguments.of("reset", (Treatment) RawServer::reset),
        Arguments.of("closed", (Treatment) socket -> {}));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("deaths")
  void interim_answers_are_skipped_and_a_dead_connection_is_a_stale_one(
      String name, Treatment death) throws Exception {
    AtomicInteger answers = new AtomicInteger();
    Treatment hintingOnce =
        socket -> {
          for (int i = 0; i < 2; i++) {
            RawServer.readRequest(socket);
            RawServer.write(socket, EARLY_HINTS.repeat(2));
            RawServer.write(socket, RawServer.answer("answer " + answers.incrementAndGet()));
          }
          RawServer.readRequest(socket);
          death.of(socket);
        };
    ConnectionProvider pool = ConnectionProvider.create("tls", 1);

    try (RawServer server = new RawServer(listening(), hintingOnce)) {
      HttpClient http = client(pool);

      assertThat(ask(http, server)).isEqualTo("answer 1");
      assertThat(ask(http, server)).isEqualTo("answer 2");
      assertThatThrownBy(() -> ask(http, server)).hasCauseInstanceOf(StaleConnectionException.class);
      assertThat(ask(http, server)).isEqualTo("answer 3");

      assertThat(server.connections()).isEqualTo(2);
    } finally {
      pool.dispose();
    }
  }

  private static HttpClient client(ConnectionProvider pool) {
    return ExchangeCodec.spokenBy(HttpClient.create(pool))
        .secure(
            ssl ->
                ssl.sslContext(
                    Http11SslContextSpec.forClient()
                        .configure(it -> it.trustManager(InsecureTrustManagerFactory.INSTANCE))))
        .disableRetry(true);
  }

  private static @Nullable String ask(HttpClient http, RawServer server) {
    return http.get()
        .uri("https://localhost:" + server.address().getPort() + "/things")
        .responseContent()
        .aggregate()
        .asString(UTF_8)
        .block(Duration.ofSeconds(20));
  }

  private static ServerSocket listening() throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve("keys"))) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(managers.getKeyManagers(), null, null);
    return tls.getServerSocketFactory()
        .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }
}
