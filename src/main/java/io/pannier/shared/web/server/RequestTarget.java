package io.pannier.shared.web.server;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.util.NetUtil;
import io.pannier.shared.web.problem.CommonProblems;
import io.pannier.shared.web.problem.Problem;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

/**
 * The target of a request line (RFC 9112, section 3.2), in the form that everything after the
 * server reads.
 *
 * @param text in origin form, or {@code *}
 * @param authority that of an absolute form, which replaces {@code Host}; else null
 */
record RequestTarget(String text, @Nullable String authority) {

  private static final Pattern ABSOLUTE = Pattern.compile("(?i:https?)://([^/?]*)(.*)");

  private static final String REGISTERED_NAME = "(?:[A-Za-z0-9._~!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+";

  private static final Pattern AUTHORITY =
      Pattern.compile(
          "(?<host>"
              + REGISTERED_NAME
              + "|\\[(?<ipv6>[0-9A-Fa-f:.]+(?:%[A-Za-z0-9._~-]+)?)])(?<port>:[0-9]{0,5})?");

  /**
   * Not allowed in URIs (RFC 3986), but browsers and scripts send them unescaped in a query (WHATWG
   * URL standard, query state), where they have no other meaning.
   */
  private static final String RAW_IN_QUERIES = "\"<>[\\]^`{|}";

  /**
   * The target of a request; null if an origin server does not serve it: it has another scheme, is
   * for a proxy, has a fragment, or characters that no URI may have.
   */
  static @Nullable RequestTarget of(HttpMethod method, String text) {
    if (method.equals(HttpMethod.CONNECT)) {
      return null;
    }
    if (text.equals("*")) {
      return method.equals(HttpMethod.OPTIONS) ? new RequestTarget(text, null) : null;
    }
    if (text.startsWith("/")) {
      return escaped(text, null);
    }
    Matcher absolute = ABSOLUTE.matcher(text);
    if (!absolute.matches()) {
      return null;
    }
    String authority = authority(absolute.group(1));
    String path = absolute.group(2);
    return authority == null ? null : escaped(path.startsWith("/") ? path : "/" + path, authority);
  }

  /**
   * A host with an optional port (RFC 9110, section 7.2); a colon without a port is removed. Null
   * if it is invalid.
   */
  static @Nullable String authority(String text) {
    Matcher parts = AUTHORITY.matcher(text);
    if (!parts.matches()) {
      return null;
    }
    String ipv6 = parts.group("ipv6");
    if (ipv6 != null && !NetUtil.isValidIpV6Address(ipv6)) {
      return null;
    }
    String port = parts.group("port");
    if (port == null || port.equals(":")) {
      return parts.group("host");
    }
    return isPort(port.substring(1)) ? text : null;
  }

  static boolean isPort(String digits) {
    return digits.matches("[0-9]{1,5}") && Integer.parseInt(digits) <= 65_535;
  }

  private static @Nullable RequestTarget escaped(String text, @Nullable String authority) {
    StringBuilder clean = new StringBuilder(text.length());
    boolean inQuery = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean raw = c >= 0x80 || RAW_IN_QUERIES.indexOf(c) >= 0;
      if (c <= ' ' || c == 0x7F || c > 0xFF || c == '#' || (raw && c < 0x80 && !inQuery)) {
        return null;
      }
      if (c == '%' && !isEscape(text, i)) {
        return null;
      }
      inQuery |= c == '?';
      if (raw) {
        clean.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) c));
      } else {
        clean.append(c);
      }
    }
    return new RequestTarget(clean.toString(), authority);
  }

  private static boolean isEscape(String text, int percent) {
    return percent + 2 < text.length()
        && HexFormat.isHexDigit(text.charAt(percent + 1))
        && HexFormat.isHexDigit(text.charAt(percent + 2));
  }

  /**
   * Rejects ambiguous paths: with path parameters, empty or dot segments, or escaped separators and
   * percent signs. Servers read them differently, so that {@code //v2/things} could bypass a
   * gateway's rule for {@code /v2/things} (RFC 3986, sections 3.3 and 6.2.2). Nothing after this
   * filter has to handle such paths.
   */
  static final class OddPathFilter implements WebFilter {

    private static final Pattern DOT_SEGMENT = Pattern.compile("/\\.{1,2}(?=/|$)");

    private static final Pattern ODD_ESCAPE =
        Pattern.compile("(?i)%(?:[01][0-9A-F]|7F|25|2E|2F|3B|5C)");

    static boolean isOdd(String path) {
      return path.indexOf(';') >= 0
          || path.contains("//")
          || (path.length() > 1 && path.endsWith("/"))
          || (path.contains("/.") && DOT_SEGMENT.matcher(path).find())
          || (path.indexOf('%') >= 0 && ODD_ESCAPE.matcher(path).find());
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
      return isOdd(pathSent(exchange.getRequest()))
          ? Mono.error(
              Problem.of(CommonProblems.NOT_FOUND, "Nothing is at this address.").asException())
          : chain.filter(exchange);
    }

    /** The path before the headers of proxies are applied, which makes one slash of many. */
    private static String pathSent(ServerHttpRequest request) {
      if (ServerHttpRequestDecorator.getNativeRequest(request) instanceof HttpServerRequest sent) {
        int query = sent.uri().indexOf('?');
        return query < 0 ? sent.uri() : sent.uri().substring(0, query);
      }
      return request.getPath().value();
    }
  }
}
