package io.pannier.shared.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.pannier.shared.web.EdgeServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Profile;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** An address counts as far as a trusted proxy vouches for it, and no further. */
@ExtendWith(OutputCaptureExtension.class)
class ClientAddressTest {

  private static final String WARNING = "pannier.client-address.trusted-proxies is 0";

  /** The peer is 10.0.0.9. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          0 | 6.6.6.6                                  | 10.0.0.9
          0 | ``                                       | 10.0.0.9
          1 | ``                                       | 10.0.0.9
          1 | ,                                        | 10.0.0.9
          1 | 192.0.2.1                                | 192.0.2.1
          1 | 6.6.6.6, 192.0.2.1                       | 192.0.2.1
          1 | 6.6.6.6,192.0.2.1                        | 192.0.2.1
          1 | unknown, 192.0.2.1                       | 192.0.2.1
          1 | "6.6.6.6, 192.0.2.1                      | 192.0.2.1
          1 | 192.0.2.1:4711                           | 192.0.2.1
          1 | 2001:db8::1                              | 2001:db8:0:0:0:0:0:1
          1 | [2001:db8::1]                            | 2001:db8:0:0:0:0:0:1
          1 | [2001:db8::1]:4711                       | 2001:db8:0:0:0:0:0:1
          1 | 1:2:3:4:5:6:7:8                          | 1:2:3:4:5:6:7:8
          1 | ::1                                      | 0:0:0:0:0:0:0:1
          1 | ::ffff:192.0.2.1                         | 192.0.2.1
          2 | 6.6.6.6, 192.0.2.1, 10.0.0.1             | 192.0.2.1
          2 | 6.6.6.6, , 192.0.2.1,, 10.0.0.1,         | 192.0.2.1
          2 | 192.0.2.1                                | 192.0.2.1
          2 | ``                                       | 10.0.0.9
          3 | 6.6.6.6, 192.0.2.1, 10.0.0.1, 10.0.0.2   | 192.0.2.1
          10| 192.0.2.1, 10.0.0.1                      | 192.0.2.1
          1 | 192.0.2.1, unknown                       |
          1 | 192.0.2.1, _hidden                       |
          1 | 192.0.2.1, localhost                     |
          1 | 192.0.2.1, 1.2.3.4.example               |
          1 | 192.0.2.1, 192.0.2                       |
          1 | 192.0.2.1, 256.0.2.1                     |
          1 | 192.0.2.1, 192.0.2.1:port                |
          1 | 192.0.2.1, 2001:db8::1::2                |
          1 | 192.0.2.1, [2001:db8::1                  |
          1 | 192.0.2.1, :80                           |
          """)
  void is_the_nth_from_the_right(int proxies, String forwardedFor, @Nullable String client) {
    assertThat(address(proxies, "", forwardedFor)).isEqualTo(client);
  }

  /** The peer is 10.0.0.9. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          0 | for=6.6.6.6                                              | 10.0.0.9
          1 | for=192.0.2.1                                            | 192.0.2.1
          1 | For="192.0.2.1"                                          | 192.0.2.1
          1 | for="192.0.2.1:4711";proto=https;by=203.0.113.43         | 192.0.2.1
          1 | by=203.0.113.43;proto=https;for=192.0.2.1                | 192.0.2.1
          1 | by=203.0.113.43; proto=https ; for=192.0.2.1 ;           | 192.0.2.1
          1 | for=192.0.2.1:4711                                       | 192.0.2.1
          1 | for="192.0.2.1:_port"                                    | 192.0.2.1
          1 | for="[2001:db8:cafe::17]:4711"                           | 2001:db8:cafe:0:0:0:0:17
          1 | for="[2001:db8:cafe::17]"                                | 2001:db8:cafe:0:0:0:0:17
          1 | for=[2001:db8:cafe::17]:4711                             | 2001:db8:cafe:0:0:0:0:17
          1 | for=6.6.6.6, for=192.0.2.1                               | 192.0.2.1
          1 | for=6.6.6.6;ext="a, for=7.7.7.7", for=192.0.2.1          | 192.0.2.1
          1 | for=6.6.6.6;ext="a\\", for=7.7.7.7", for=192.0.2.1        | 192.0.2.1
          2 | for=6.6.6.6, for=192.0.2.1;by=10.0.0.1, for=10.0.0.1     | 192.0.2.1
          2 | for=192.0.2.1                                            | 192.0.2.1
          1 | proto=https;host=shop.example                            | 10.0.0.9
          1 | for=6.6.6.6, proto=https                                 |
          1 | for=6.6.6.6, for=unknown                                 |
          1 | for=6.6.6.6, for=_gazonk                                 |
          1 | for=6.6.6.6, for="_SEVKISEK"                             |
          1 | for=6.6.6.6, for=                                        |
          1 | for=6.6.6.6, for=""                                      |
          1 | for="6.6.6.6, for=192.0.2.1                              |
          1 | for="6.6.6.6, for="[2001:db8::1]"                        |
          1 | for="6.6.6.6\\, for="[2001:db8::1]"                       |
          1 | for=6.6.6.6 for=192.0.2.1                                |
          1 | 192.0.2.1                                                |
          1 | =                                                        |
          1 | for                                                      |
          """)
  void is_read_from_the_standard_header(int proxies, String forwarded, @Nullable String client) {
    assertThat(address(proxies, forwarded, "")).isEqualTo(client);
  }

  @ParameterizedTest(name = "{1} and {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1 | for=192.0.2.1                | 192.0.2.1            | 192.0.2.1
          1 | for=6.6.6.6, for=192.0.2.1   | 7.7.7.7, 192.0.2.1   | 192.0.2.1
          2 | for=192.0.2.1                | 192.0.2.1, 10.0.0.1  | 192.0.2.1
          1 | proto=https                  | 192.0.2.1            | 192.0.2.1
          1 | for=6.6.6.6                  | 192.0.2.1            |
          1 | for=192.0.2.1                | 6.6.6.6              |
          1 | for=unknown                  | 192.0.2.1            |
          1 | nonsense                     | 192.0.2.1            |
          """)
  void two_headers_count_where_they_agree(
      int proxies, String forwarded, String forwardedFor, @Nullable String client) {
    assertThat(address(proxies, forwarded, forwardedFor)).isEqualTo(client);
  }

  @Test
  void long_headers_are_read_in_one_go() {
    String long1 = "for=6.6.6.6;ext=\"" + "\\\\a".repeat(4_000) + "\", for=192.0.2.1";
    String long2 = "for=6.6.6.6,".repeat(4_000) + "for=192.0.2.1";

    assertThat(List.of("" + address(1, long1, ""), "" + address(1, long2, "")))
        .containsOnly("192.0.2.1");
  }

  @Test
  void one_line_says_that_forwarded_addresses_are_not_believed(CapturedOutput output) {
    ClientAddress addresses = new ClientAddress(0);
    addresses.of(peer(), "", "");
    addresses.of(peer(), "proto=https", "");
    assertThat(output.getAll()).doesNotContain(WARNING);

    for (int i = 0; i < 3; i++) {
      addresses.of(peer(), "for=192.0.2.1", "");
      addresses.of(peer(), "", "192.0.2.1");
    }

    assertThat(output.getAll().lines().filter(line -> line.contains(WARNING)))
        .hasSize(1)
        .noneMatch(line -> line.contains("192.0.2.1"));
  }

  @Test
  void one_line_says_that_headers_contradict_each_other(CapturedOutput output) {
    ClientAddress addresses = new ClientAddress(1);

    for (int i = 0; i < 3; i++) {
      addresses.of(peer(), "for=192.0.2.1", "192.0.2.2");
    }

    assertThat(output.getAll().lines().filter(line -> line.contains("name different clients")))
        .hasSize(1);
  }

  @Test
  void is_read_as_it_was_sent_where_the_framework_reads_it_too() {
    try (EdgeServer server =
        EdgeServer.start(
            "server.forward-headers-strategy=framework",
            "pannier.client-address.trusted-proxies=1")) {
      assertThat(server.get("/v2/client", "X-Forwarded-For: 6.6.6.6, 192.0.2.1").body())
          .isEqualTo("192.0.2.1");
      assertThat(
              server
                  .get("/v2/client", "X-Forwarded-For: 6.6.6.6", "x-forwarded-for: 192.0.2.1")
                  .body())
          .isEqualTo("192.0.2.1");
      assertThat(server.get("/v2/client", "Forwarded: for=6.6.6.6, for=192.0.2.1").body())
          .isEqualTo("192.0.2.1");
      assertThat(server.get("/v2/client").body()).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void is_the_peers_where_the_server_takes_forwarded_ones(CapturedOutput output) {
    try (EdgeServer server = EdgeServer.start("server.forward-headers-strategy=native")) {
      assertThat(server.get("/v2/client", "X-Forwarded-For: 6.6.6.6").body())
          .isEqualTo("127.0.0.1");
      assertThat(server.get("/v2/client", "Forwarded: for=6.6.6.6").body()).isEqualTo("127.0.0.1");
      assertThat(output.getAll()).contains(WARNING);
    }
  }

  private static @Nullable String address(int proxies, String forwarded, String forwardedFor) {
    InetAddress address = new ClientAddress(proxies).of(peer(), forwarded, forwardedFor);
    return address == null ? null : address.getHostAddress();
  }

  private static InetAddress peer() {
    return new InetSocketAddress("10.0.0.9", 0).getAddress();
  }

  @RestController
  @Profile(EdgeServer.PROFILE)
  static class ClientController {

    private final ClientAddress addresses;

    ClientController(ClientAddress addresses) {
      this.addresses = addresses;
    }

    @GetMapping("/v2/client")
    String client(ServerHttpRequest request) {
      return Objects.requireNonNull(addresses.of(request)).getHostAddress();
    }
  }
}
