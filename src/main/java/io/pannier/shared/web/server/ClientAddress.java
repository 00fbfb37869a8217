package io.pannier.shared.web.server;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.NetUtil;
import io.pannier.shared.settings.PropertyChecks;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
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

  /**
   * How a client's address is found.
   *
   * @param trustedProxies how many proxies stand between clients and this service, each of which
   *     adds the address that it was called from
   */
  @ConfigurationProperties("pannier.client-address")
  record Properties(@DefaultValue("0") int trustedProxies) {

    private static final int MOST = 10;

    Properties {
      PropertyChecks.between("pannier.client-address.trusted-proxies", trustedProxies, 0, MOST);
    }
  }

  /** Reads the header {@code Forwarded} (RFC 7239, section 4). */
  static final class ForwardedHeader {

    private static final String TOKEN = "([!#$%&'*+.^_`|~0-9A-Za-z-]++)";
    private static final String QUOTED = "\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"";

    /** Proxies leave quotes out where ports and brackets need them, so that is taken as well. */
    private static final String UNQUOTED = "([^ \\t,;\"]*+)";

    /** At most one parameter, and what ends it; possessive, so that long ones do not recurse. */
    private static final Pattern PART =
        Pattern.compile(
            "\\G[ \\t]*+(?:" + TOKEN + "=(?:" + QUOTED + "|" + UNQUOTED + "))?+[ \\t]*+([;,]|\\z)");

    private ForwardedHeader() {}

    /**
     * Whom each proxy was called by, in the order of the header: an address, a name of the proxy's
     * own or {@code unknown}; empty text if it does not say. Empty if none of them says anything.
     * Of what cannot be read, as where a client left a quote open, nothing is believed: that is one
     * text, empty.
     */
    static List<String> nodes(String header) {
      List<String> nodes = new ArrayList<>();
      @Nullable String node = null;
      Matcher part = PART.matcher(header);
      int read = 0;
      while (read < header.length() && part.find()) {
        read = part.end();
        if (part.group(1) != null) {
          boolean names = part.group(1).equalsIgnoreCase("for");
          node = names ? value(part) : Objects.requireNonNullElse(node, "");
        }
        if (node != null && (read == header.length() || part.group(4).equals(","))) {
          nodes.add(node);
          node = null;
        }
      }
      if (read < header.length()) {
        return List.of("");
      }
      return nodes.stream().allMatch(String::isEmpty) ? List.of() : nodes;
    }

    private static String value(Matcher part) {
      return part.group(2) == null ? part.group(3) : part.group(2).replaceAll("\\\\(.)", "$1");
    }
  }
}
