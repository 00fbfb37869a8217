package io.pannier.shared.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.pannier.testkit.RawServer;
import io.pannier.testkit.RawServer.Treatment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** The same where the connection is encrypted, by a certificate made for this test. */
class ExchangeOverTlsTest {

  private static final String PASSWORD = "changeit";
  private static final String EARLY_HINTS = "HTTP/1.1 103 Early Hints\r\n\r\n";

  static Stream<Arguments> deaths() {
    return Stream.of(
        Arguments.of("reset", (Treatment) RawServer::reset),
        Arguments.of("closed", (Treatment) socket -> {}));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("deaths")
  void interim_answers_are_skipped_and_a_dead_connection_is_a_stale_one(
      String name, Treatment death, @TempDir Path folder) throws Exception {
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

    try (RawServer server = new RawServer(listening(folder), hintingOnce)) {
      HttpClient http = client(pool);

      assertThat(ask(http, server)).isEqualTo("answer 1");
      assertThat(ask(http, server)).isEqualTo("answer 2");
      assertThatThrownBy(() -> ask(http, server))
          .hasCauseInstanceOf(ExchangeCodec.StaleConnectionException.class);
      assertThat(ask(http, server)).isEqualTo("answer 3");

      assertThat(server.connections()).isEqualTo(2);
    } finally {
      pool.dispose();
    }
  }

  private static HttpClient client(ConnectionProvider pool) throws IOException {
    SslContext trusting =
        SslContextBuilder.forClient().trustManager(InsecureTrustManagerFactory.INSTANCE).build();
    return ExchangeCodec.spokenBy(HttpClient.create(pool))
        .secure(ssl -> ssl.sslContext(trusting))
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

  private static ServerSocket listening(Path folder) throws Exception {
    Path file = folder.resolve("keys");
    makeCertificate(file);
    KeyStore keys = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(managers.getKeyManagers(), null, null);
    return tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  private static void makeCertificate(Path file) throws Exception {
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process making =
        new ProcessBuilder(
                List.of(
                    keytool,
                    "-genkeypair",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=localhost",
                    "-storepass",
                    PASSWORD,
                    "-keystore",
                    file.toString()))
            .inheritIO()
            .start();
    assertThat(making.waitFor()).isZero();
  }
}
