package io.pannier.cart.adapter.in.web.v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientNetworkTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1",
    "2001:db8:1:2::1, 2001:db8:1:2:ffff:ffff:ffff:ffff",
    "2001:db8:1:2::1, 2001:DB8:1:2:0:0:0:9",
    "192.0.2.1, ::ffff:192.0.2.1"
  })
  void oneClient(String one, String other) {
    assertThat(forwarded(one)).isEqualTo(forwarded(other));
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.2",
    "2001:db8:1:2::1, 2001:db8:1:3::1",
    "::ffff:192.0.2.1, ::ffff:192.0.2.2",
    "2001:db8:1:2::1, unknown"
  })
  void twoClients(String one, String other) {
    assertThat(forwarded(one)).isNotEqualTo(forwarded(other));
  }

  @Test
  void isTheSameWhetherConnectedOrForwarded() throws UnknownHostException {
    for (String address : new String[] {"192.0.2.1", "2001:db8:1:2::1"}) {
      assertThat(ClientNetwork.of(new InetSocketAddress(InetAddress.getByName(address), 4711)))
          .isEqualTo(forwarded(address));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"unknown", "_hidden", "localhost", "1.2.3.4.example"})
  void whatIsNoAddressIsOneClientAndNotLookedUp(String text) {
    assertThat(forwarded(text)).isEqualTo(ClientNetwork.of(null));
  }

  private static ClientNetwork forwarded(String host) {
    return ClientNetwork.of(InetSocketAddress.createUnresolved(host, 4711));
  }
}
