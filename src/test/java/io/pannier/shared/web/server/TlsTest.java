package io.pannier.shared.web.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.pannier.shared.web.EdgeServer;
import io.pannier.testkit.Await;
import io.pannier.testkit.LogWatch;
import io.pannier.testkit.RawConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.publisher.Mono;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.http.Http2SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.tcp.SslProvider;

/** Both versions of HTTP behind TLS, with a certificate made for these tests. */
@ExtendWith(OutputCaptureExtension.class)
class TlsTest {

  private static final Duration ARRIVAL = Duration.ofSeconds(2);

  private static EdgeServer server;
  private static EdgeServer withoutHttp2;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    Path keys = folder.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "edge",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-keystore",
                keys.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit")
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    server =
        EdgeServer.start(
            "server.http2.enabled=true",
            "server.ssl.key-store=" + keys,
            "server.ssl.key-store-password=changeit",
            "pannier.request.arrival-timeout=" + ARRIVAL.toMillis() + "ms",
            "pannier.response.idle-timeout=1s");
    withoutHttp2 =
        EdgeServer.start("server.ssl.key-store=" + keys, "server.ssl.key-store-password=changeit");
  }

  @AfterAll
  static void stop() {
    server.close();
    withoutHttp2.close();
  }

  @Test
  void both_versions_are_served() {
    for (HttpProtocol protocol : List.of(HttpProtocol.HTTP11, HttpProtocol.H2)) {
      assertThat(
              HttpClient.create()
                  .port(server.port())
                  .protocol(protocol)
                  .secure(tls -> tls.sslContext(trusting(protocol)))
                  .get()
                  .uri("/v2/things/1")
                  .responseSingle(
                      (response, content) ->
                          content.then(
                              Mono.just(response.status().code() + " " + response.version())))
                  .block(Duration.ofSeconds(10)))
          .isEqualTo("200 " + (protocol == HttpProtocol.H2 ? "HTTP/2.0" : "HTTP/1.1"));
    }
  }

  private static SslProvider.GenericSslContextSpec<SslContextBuilder> trusting(
      HttpProtocol protocol) {
    return protocol == HttpProtocol.H2
        ? Http2SslContextSpec.forClient().configure(TlsTest::trust)
        : Http11SslContextSpec.forClient().configure(TlsTest::trust);
  }

  private static void trust(SslContextBuilder context) {
    context.trustManager(InsecureTrustManagerFactory.INSTANCE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http/1.1| GET /v2/thi",
        "http/1.1| POST /v2/nothing HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n",
        "h2| PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
      })
  void what_is_begun_and_not_ended_is_cut(String protocolAndBytes) throws Exception {
    String[] parts = protocolAndBytes.split("\\| ", 2);
    try (SSLSocket socket = connect(parts[0])) {
      long begun = System.nanoTime();
      socket.getOutputStream().write(parts[1].getBytes(UTF_8));
      expectClosed(socket);
      assertThat(Duration.ofNanos(System.nanoTime() - begun))
          .isBetween(ARRIVAL, ARRIVAL.plusSeconds(2));
    }
  }

  @Test
  void who_reads_nothing_is_closed() throws Exception {
    try (SSLSocket socket = connect("http/1.1")) {
      socket
          .getOutputStream()
          .write("GET /v2/large?kib=8192 HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(UTF_8));
      Await.until(() -> !canWrite(socket), Duration.ofSeconds(6));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void who_does_not_speak_tls_is_no_error(boolean http2, CapturedOutput output) throws Exception {
    int port = (http2 ? server : withoutHttp2).port();
    for (String bytes :
        List.of(
            "GET /v2/things/1 HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "nonsense".repeat(100),
            "\u0016\u0003\u0001\u0000\u0005hello",
            "\u0016\u0003\u0001\u0000\u00f1\u0001\u0000\u0000\u00ed\u0003\u0003",
            "")) {
      for (boolean reset : new boolean[] {true, false}) {
        try (RawConnection connection = RawConnection.to(port, ARRIVAL)) {
          connection.send(bytes);
          Thread.sleep(20);
          if (reset) {
            connection.abort();
          }
        }
      }
    }
    SSLContext suspicious = SSLContext.getInstance("TLS");
    suspicious.init(null, null, null);
    try (Socket socket =
        suspicious.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
      assertThatThrownBy(((SSLSocket) socket)::startHandshake).isInstanceOf(SSLException.class);
    }
    Thread.sleep(100);

    assertThat(LogWatch.complaints(output)).isEmpty();
  }

  private static boolean canWrite(SSLSocket socket) {
    try {
      socket.getOutputStream().write(' ');
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  private static void expectClosed(SSLSocket socket) throws IOException {
    try {
      socket.getInputStream().readAllBytes();
    } catch (SocketException reset) {
      // closed all the same
    }
  }

  private static SSLSocket connect(String protocol) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
    SSLSocket socket =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), server.port());
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {protocol});
    socket.setSSLParameters(parameters);
    socket.setSoTimeout(20_000);
    socket.startHandshake();
    assertThat(socket.getApplicationProtocol()).isEqualTo(protocol);
    return socket;
  }
}
