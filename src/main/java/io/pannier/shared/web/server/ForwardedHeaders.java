package io.pannier.shared.web.server;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What proxies say about the address that a client called ({@code X-Forwarded-*}, RFC 7239). It
 * becomes part of URIs, some of which are sent back, so it must be valid there.
 */
final class ForwardedHeaders {

  private static final String PREFIX = "X-Forwarded-Prefix";
  private static final String HOST = "X-Forwarded-Host";
  private static final String PORT = "X-Forwarded-Port";
  private static final String PROTO = "X-Forwarded-Proto";
  private static final String FORWARDED = "Forwarded";

  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*");

  /** One or more segments; two slashes at the start would make it a host. */
  private static final Pattern PATH =
      Pattern.compile("(?:/(?:[A-Za-z0-9._~!$&'()*+,=:@-]|%[0-9A-Fa-f]{2})+)+");

  /** As tolerant as the code that uses the header, so that nothing is used unchecked. */
  private static final Pattern FORWARDED_PAIR =
      Pattern.compile("(?i)(host|proto)=(?:\"([^\"]*)\"?|([^;,]*))");

  private ForwardedHeaders() {}

  /**
   * Whether the headers can be used. A prefix is rewritten without slashes at its end, and removed
   * if nothing is left.
   */
  static boolean areValid(HttpHeaders headers) {
    return isEach(headers, HOST, host -> RequestTarget.authority(host) != null)
        && isEach(headers, PORT, RequestTarget::isPort)
        && isEach(headers, PROTO, scheme -> SCHEME.matcher(scheme).matches())
        && headers.getAll(FORWARDED).stream().allMatch(ForwardedHeaders::isForwarded)
        && normalisePrefix(headers);
  }

  private static boolean isEach(HttpHeaders headers, String name, Predicate<String> right) {
    return headers.getAll(name).stream().flatMap(ForwardedHeaders::elements).allMatch(right);
  }

  private static Stream<String> elements(String value) {
    return Arrays.stream(value.split(",", -1)).map(String::strip).filter(e -> !e.isEmpty());
  }

  private static boolean isForwarded(String value) {
    Matcher pairs = FORWARDED_PAIR.matcher(value);
    while (pairs.find()) {
      @Nullable String quoted = pairs.group(2);
      String text = (quoted != null ? quoted : pairs.group(3)).strip();
      boolean right =
          pairs.group(1).equalsIgnoreCase("host")
              ? RequestTarget.authority(text) != null
              : SCHEME.matcher(text).matches();
      if (!right) {
        return false;
      }
    }
    return true;
  }

  private static boolean normalisePrefix(HttpHeaders headers) {
    List<String> values = headers.getAll(PREFIX);
    if (values.isEmpty()) {
      return true;
    }
    List<String> parts =
        elements(String.join(",", values))
            .map(part -> part.replaceFirst("/+$", ""))
            .filter(part -> !part.isEmpty())
            .toList();
    if (parts.isEmpty()) {
      headers.remove(PREFIX);
    } else {
      headers.set(PREFIX, String.join("", parts));
    }
    return parts.stream()
        .allMatch(part -> PATH.matcher(part).matches() && !RequestTarget.OddPathFilter.isOdd(part));
  }
}
