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
 * Finds the address that a request comes from: that of the connection, or behind trusted proxies
 * the one that called the outermost proxy. Every proxy adds an address at the right of {@code
 * Forwarded} (RFC 7239) or {@code X-Forwarded-For}; what is further left was written by the client
 * itself. {@code server.forward-headers-strategy} believes the leftmost address, so both headers
 * are read here as they were sent.
 */
public final class ClientAddress {

  private static final Logger log = LoggerFactory.getLogger(ClientAddress.class);

  /** An address, with or without a port; an IPv6 address with a port is in brackets. */
  private static final Pattern NODE =
      Pattern.compile("(?:\\[([^]]*+)]|([^:]*+))(?::(?:[0-9]{1,5}|_[A-Za-z0-9._-]++))?");

  private final int trustedProxies;
  private final AtomicBoolean notBelieved = new AtomicBoolean();
  private final AtomicBoolean contradicted = new AtomicBoolean();

  /** Trusts this number of proxies in front; with 0 the peer is the client. */
  public ClientAddress(int trustedProxies) {
    this.trustedProxies = trustedProxies;
  }

  /**
   * The client's address. Names are never looked up.
   *
   * @return null if it is unknown: a proxy hides it, or the two headers name different clients, so
   *     that one of them must have been written by the client
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

  /** The first, if there are fewer addresses than proxies: the request did not pass all of them. */
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
      // An IPv4 address in IPv6 form becomes an IPv4 address.
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
   * @param trustedProxies the number of proxies between clients and this service, each of which
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

    /** Some proxies omit quotes where ports and brackets need them; that is accepted. */
    private static final String UNQUOTED = "([^ \\t,;\"]*+)";

    /** At most one parameter, and what ends it; possessive quantifiers avoid deep recursion. */
    private static final Pattern PART =
        Pattern.compile(
            "\\G[ \\t]*+(?:" + TOKEN + "=(?:" + QUOTED + "|" + UNQUOTED + "))?+[ \\t]*+([;,]|\\z)");

    private ForwardedHeader() {}

    /**
     * The caller of each proxy, in the order of the header: an address, a name that the proxy made
     * up or {@code unknown}; an empty text if the proxy gives none. The list is empty if no proxy
     * gives any. A header that cannot be parsed, for example with a quote left open, gives a list
     * of one empty text.
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
