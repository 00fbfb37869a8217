package io.pannier.cart.adapter.in.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientNetworkTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1",
    "2001:db8:1:2::1, 2001:db8:1:2:ffff:ffff:ffff:ffff",
    "2001:db8:1:2::1, 2001:DB8:1:2:0:0:0:9",
    "192.0.2.1, ::ffff:192.0.2.1"
  })
  void one_client(String one, String other) {
    assertThat(network(one)).isEqualTo(network(other));
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.2",
    "2001:db8:1:2::1, 2001:db8:1:3::1",
    "::ffff:192.0.2.1, ::ffff:192.0.2.2"
  })
  void two_clients(String one, String other) {
    assertThat(network(one)).isNotEqualTo(network(other));
  }

  @Test
  void clients_whose_address_cannot_be_told_are_one() {
    assertThat(GuestCreationLimit.Network.of(null))
        .isEqualTo(GuestCreationLimit.Network.of(null))
        .isNotEqualTo(network("192.0.2.1"));
  }

  private static GuestCreationLimit.Network network(String address) {
    return GuestCreationLimit.Network.of(new InetSocketAddress(address, 0).getAddress());
  }
}
