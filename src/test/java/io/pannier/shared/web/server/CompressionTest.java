package io.pannier.shared.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.shared.web.EdgeServer;
import io.pannier.testkit.RawConnection;
import io.pannier.testkit.Reply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** With {@code server.compression.enabled}, over both versions of HTTP. */
class CompressionTest {

  private static final String LARGE = "/v2/large?kib=8";
  private static final String SMALL = "/v2/things/1";
  private static final String FILE = "/webjars/swagger-ui/5.30.2/swagger-ui.css";
  private static final String GZIP = "Accept-Encoding: gzip";

  private static EdgeServer server;

  @BeforeAll
  static void start() {
    server = EdgeServer.start("server.compression.enabled=true", "server.http2.enabled=true");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip                       | gzip",
        "GZIP                       | gzip",
        "x-gzip                     | gzip",
        "gzip, deflate, br, zstd    | gzip",
        "br;q=1.0, gzip;q=0.8, *;q=0.1 | gzip",
        "deflate, gzip;q=0.5        | gzip",
        "*                          | gzip",
        "*;q=0.5                    | gzip",
        "identity;q=0.5, gzip       | gzip",
        "identity;q=0, gzip;q=0.1   | gzip",
        "gzip;Q=0.001               | gzip",
        "gzip ; q=1.000             | gzip",
        "''                         |",
        "identity                   |",
        "gzip;q=0                   |",
        "gzip;q=0.000               |",
        "gzip;q=0, *                |",
        "*;q=0                      |",
        "*, gzip;q=0                |",
        "identity, gzip;q=0.5       |",
        "deflate                    |",
        "snappy                     |",
        "br                         |",
        "zstd, br, snappy, deflate  |",
        "gzipped                    |",
        "gzip;q=high                |",
        "gzip;q=2                   |",
        "gzip;q=-1                  |",
        "gzip;q=                    |",
        "gzip;q=NaN                 |",
        ";;;=,,q=                   |",
        "identity;q=0               |",
        "identity;q=0, *;q=0        |",
      })
  void gzip_is_chosen_as_the_client_likes(String accepted, String coding) {
    Reply reply = server.get(LARGE, "Accept-Encoding: " + accepted);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.headers().getFirst("Content-Encoding")).isEqualTo(coding);
    assertThat(reply.headers().get("Vary")).containsExactly("Accept-Encoding");
  }

  @Test
  void a_client_that_says_nothing_gets_the_answer_as_it_is() {
    Reply reply = server.get(LARGE);

    assertThat(reply.headers().containsKey("Content-Encoding")).isFalse();
    assertThat(reply.headers().get("Vary")).containsExactly("Accept-Encoding");
    assertThat(reply.json().path("text").asText()).hasSize(8 << 10);
  }

  @Test
  void several_lines_are_one_list() {
    assertThat(server.get(LARGE, "Accept-Encoding: br", GZIP).header("Content-Encoding"))
        .isEqualTo("gzip");
    assertThat(server.get(LARGE, GZIP, "Accept-Encoding: gzip;q=0").header("Content-Encoding"))
        .isEmpty();
  }

  @Test
  void small_answers_are_compressed_for_those_only_who_refuse_them_as_they_are() {
    assertThat(server.get(SMALL, GZIP).header("Content-Encoding")).isEmpty();
    assertThat(server.get(SMALL, GZIP).header("Vary")).isEqualTo("Accept-Encoding");
    assertThat(server.get(SMALL, "Accept-Encoding: gzip, identity;q=0").header("Content-Encoding"))
        .isEqualTo("gzip");
  }

  @Test
  void errors_vary_too() {
    assertThat(server.get("/v2/nothing", GZIP).header("Vary")).isEqualTo("Accept-Encoding");
    assertThat(server.get("/v2/nothing").header("Vary")).isEqualTo("Accept-Encoding");
  }

  @Test
  void what_has_no_body_has_no_coding() {
    Reply head = server.send("HEAD", LARGE, GZIP + "\r\n", "");
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.headers()).doesNotContainKeys("Content-Encoding", "Content-Length");
    assertThat(server.send("HEAD", LARGE, "", "").headers()).containsKey("Content-Length");

    Reply file = server.get(FILE);
    Reply unchanged = server.get(FILE, GZIP, "If-Modified-Since: " + file.header("Last-Modified"));
    assertThat(unchanged.status()).isEqualTo(304);
    assertThat(unchanged.headers()).doesNotContainKey("Content-Encoding");
    assertThat(unchanged.header("Vary")).isEqualTo("Accept-Encoding");
  }

  @Test
  void a_range_is_of_the_file_as_it_is() {
    Reply whole = server.get(FILE, GZIP);
    assertThat(whole.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(whole.headers()).doesNotContainKey("Accept-Ranges");
    assertThat(server.get(FILE).header("Accept-Ranges")).isEqualTo("bytes");

    Reply part = server.get(FILE, GZIP, "Range: bytes=100-9999");
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.headers()).doesNotContainKey("Content-Encoding");
    assertThat(part.body()).isEqualTo(server.get(FILE).body().substring(100, 10_000));
  }

  @Test
  void who_asks_for_several_ranges_gets_the_whole_file() {
    try (RawConnection connection = server.connect()) {
      Reply reply = connection.request("GET", FILE, "Range: bytes=0-99,200-299\r\n", "");
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.body()).isEqualTo(server.get(FILE).body());
      assertThat(connection.request("GET", SMALL, "", "").status()).isEqualTo(200);
    }
  }

  @Test
  void each_request_of_a_connection_is_decided_by_itself() {
    try (RawConnection connection = server.connect()) {
      for (String accepted : List.of("gzip", "deflate", "gzip", "gzip;q=0", "snappy", "gzip")) {
        assertThat(
                connection
                    .request("GET", LARGE, "Accept-Encoding: " + accepted + "\r\n", "")
                    .header("Content-Encoding"))
            .isEqualTo(accepted.equals("gzip") ? "gzip" : "");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void what_was_compressed_can_be_read(HttpClient.Version version) throws Exception {
    HttpClient client = HttpClient.newBuilder().version(version).build();
    String address = "http://localhost:" + server.port();
    for (String target : List.of(LARGE, "/v2/pieces?kib=100", FILE, "/openapi/product-v2.yaml")) {
      HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + target));
      HttpResponse<byte[]> plain =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      HttpResponse<byte[]> zipped =
          client.send(
              request.header("Accept-Encoding", "gzip, deflate").build(),
              HttpResponse.BodyHandlers.ofByteArray());

      assertThat(zipped.version()).isEqualTo(version);
      assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
      assertThat(zipped.headers().firstValue("Vary")).contains("Accept-Encoding");
      assertThat(content(zipped)).isEqualTo(plain.body());
    }
  }

  private static byte[] content(HttpResponse<byte[]> zipped) throws IOException {
    return zipped.headers().firstValue("Content-Encoding").isEmpty()
        ? zipped.body()
        : new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes();
  }
}
