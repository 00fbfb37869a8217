package io.pannier.cart.adapter.in.web.v2;

import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What stands for one client: an IPv4 address, or the /64 that an IPv6 address is in, which is what
 * one subscriber gets (RFC 6177).
 */
record ClientNetwork(String text) {

  private static final ClientNetwork UNKNOWN = new ClientNetwork("unknown");

  /** Never looks up a name: what a proxy forwards may be anything that a client wrote. */
  static ClientNetwork of(@Nullable InetSocketAddress client) {
    if (client == null) {
      return UNKNOWN;
    }
    InetAddress address =
        client.isUnresolved()
            ? NetUtil.createInetAddressFromIpAddressString(client.getHostString())
            : client.getAddress();
    return address == null ? UNKNOWN : of(address.getAddress());
  }

  private static ClientNetwork of(byte[] address) {
    try {
      // An IPv4 address in the form of IPv6 becomes one of IPv4 again.
      InetAddress plain = InetAddress.getByAddress(address);
      return new ClientNetwork(
          plain instanceof Inet6Address
              ? HexFormat.of().formatHex(address, 0, Long.BYTES)
              : plain.getHostAddress());
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
