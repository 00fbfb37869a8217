package io.pannier.cart.adapter.in.web.v2;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What stands for one client: an IPv4 address, or the /64 that an IPv6 address is in, which is what
 * one subscriber gets (RFC 6177).
 */
record ClientNetwork(String text) {

  private static final ClientNetwork UNKNOWN = new ClientNetwork("unknown");

  /** Of all whose address cannot be told, one in common: else they had no limit. */
  static ClientNetwork of(@Nullable InetAddress client) {
    if (client == null) {
      return UNKNOWN;
    }
    return new ClientNetwork(
        client instanceof Inet6Address
            ? HexFormat.of().formatHex(client.getAddress(), 0, Long.BYTES)
            : client.getHostAddress());
  }
}
