package io.pannier.shared.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the header {@code Forwarded} (RFC 7239, section 4). */
final class ForwardedHeader {

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
   * own or {@code unknown}; empty text if it does not say. Empty if none of them says anything. Of
   * what cannot be read, as where a client left a quote open, nothing is believed: that is one
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
