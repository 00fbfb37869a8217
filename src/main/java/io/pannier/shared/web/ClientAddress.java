package io.pannier.shared.web;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.netty.http.server.HttpServerRequest;

/**
 * The address that a request comes from: of whoever is connected, or behind trusted proxies the one
 * that the outermost of them was called from. Every proxy adds an address at the right of {@code
 * Forwarded} (RFC 7239) or {@code X-Forwarded-For}; what stands further left was written by the
 * client itself. {@code server.forward-headers-strategy} believes the leftmost one, so both are
 * read here as they were sent.
 */
public final class ClientAddress {

  private static final Logger log = LoggerFactory.getLogger(ClientAddress.class);

  /** An address, with or without a port; one of IPv6 is in brackets where there is a port. */
  private static final Pattern NODE =
      Pattern.compile("(?:\\[([^]]*+)]|([^:]*+))(?::(?:[0-9]{1,5}|_[A-Za-z0-9._-]++))?");

  private final int trustedProxies;
  private final AtomicBoolean notBelieved = new AtomicBoolean();
  private final AtomicBoolean contradicted = new AtomicBoolean();

  ClientAddress(int trustedProxies) {
    this.trustedProxies = trustedProxies;
  }

  /**
   * The client's address. A name is never looked up.
   *
   * @return null if it cannot be told: a proxy hides it, or the two headers name different clients
   *     and one of them must be the client's own
   */
  public @Nullable InetAddress of(ServerHttpRequest request) {
    HttpServerRequest sent = ServerHttpRequestDecorator.getNativeRequest(request);
    InetAddress peer =
        sent.connectionRemoteAddress() instanceof InetSocketAddress address
            ? address.getAddress()
            : null;
    HttpHeaders headers = sent.requestHeaders();
    return of(
        peer,
        String.join(",", headers.getAll("Forwarded")),
        String.join(",", headers.getAll("X-Forwarded-For")));
  }

  @Nullable InetAddress of(@Nullable InetAddress peer, String forwarded, String forwardedFor) {
    List<String> standard = ForwardedHeader.nodes(forwarded);
    List<String> common =
        Arrays.stream(forwardedFor.split(",")).map(String::trim).filter(n -> !n.isEmpty()).toList();
    if (standard.isEmpty() && common.isEmpty()) {
      return peer;
    }
    if (trustedProxies == 0) {
      warnOnce(
          notBelieved,
          "Requests name a client's address in Forwarded or X-Forwarded-For, which is not believed:"
              + " pannier.client-address.trusted-proxies is 0. Behind a proxy all its clients count"
              + " as one until it is the number of proxies");
      return peer;
    }
    if (standard.isEmpty() || common.isEmpty()) {
      return address(outermost(standard.isEmpty() ? common : standard));
    }
    InetAddress one = address(outermost(standard));
    if (Objects.equals(one, address(outermost(common)))) {
      return one;
    }
    warnOnce(
        contradicted,
        "Forwarded and X-Forwarded-For name different clients, so neither is believed. Let the proxy"
            + " remove the one that it does not write");
    return null;
  }

  /**
   * Of fewer than there are proxies the first: what went past some of them was seen by the rest.
   */
  private String outermost(List<String> nodes) {
    return nodes.get(Math.max(0, nodes.size() - trustedProxies));
  }

  private static @Nullable InetAddress address(String node) {
    Matcher parts = NODE.matcher(node);
    String host = node;
    if (parts.matches()) {
      host = Objects.requireNonNullElse(parts.group(1), parts.group(2));
    }
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(host);
    try {
      // An IPv4 address in the form of IPv6 becomes one of IPv4 again.
      return bytes == null ? null : InetAddress.getByAddress(bytes);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void warnOnce(AtomicBoolean said, String line) {
    if (!said.getAndSet(true)) {
      log.warn(line);
    }
  }
}
