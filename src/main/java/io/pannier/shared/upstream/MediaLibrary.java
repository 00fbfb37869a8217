package io.pannier.shared.upstream;

import io.pannier.shared.model.InvalidValueException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Where pictures are: below one configured address, wherever an upstream's path would lead. */
public record MediaLibrary(URI baseUrl) {

  /** RFC 3986, section 3.1. */
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:");

  /** RFC 3986, section 2.1: what is encoded already stays as it is. */
  private static final Pattern ENCODED = Pattern.compile("%[0-9A-Fa-f]{2}");

  /**
   * What a server might make of a path by decoding it, however often: dot segments, backslashes and
   * control characters.
   */
  private static final Pattern HIDDEN =
      Pattern.compile(
          "(?i)(?:^|SLASH)DOT{1,2}(?:SLASH|$)|%(?:25)*+(?:0[0-9a-f]|1[0-9a-f]|5c|7f)"
              .replace("SLASH", "(?:/|%(?:25)*+2f)")
              .replace("DOT", "(?:[.]|%(?:25)*+2e)"));

  /** Characters of a path besides letters and digits that stay: RFC 3986, section 3.3. */
  private static final String OF_PATHS = "-._~!$&'()*+,;=:@/";

  private static final HexFormat HEXADECIMAL = HexFormat.of().withUpperCase();

  /** RFC 3986, section 3.4. */
  private static final String OF_QUERIES = OF_PATHS + "?";

  /**
   * The picture's address. Paths are what editors type: what a path cannot hold is percent-encoded
   * in UTF-8 (a {@code #} too, since a picture has no parts to point to, and a {@code %} that
   * encodes nothing); a {@code ?} starts a query; dot segments are removed (RFC 3986, section
   * 5.2.4).
   *
   * @throws InvalidValueException if that does not stand below the base: nothing, a full address,
   *     another host, a climb out of it; or holds control characters or backslashes
   */
  public URI locate(String typed) {
    String reference = typed.strip();
    if (!isText(typed) || reference.startsWith("//") || hasScheme(reference)) {
      throw new InvalidValueException("not a path below the media base");
    }
    int query = reference.indexOf('?');
    String path = withoutDots(query < 0 ? reference : reference.substring(0, query));
    // What is written plainly is gone by now.
    if (path.indexOf('%') >= 0 && HIDDEN.matcher(path).find()) {
      throw new InvalidValueException("not the path that it seems to be");
    }
    String base = baseUrl.toString();
    String root = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    String question = query < 0 ? "" : "?" + encoded(reference.substring(query + 1), OF_QUERIES);
    return URI.create(root + encoded(path, OF_PATHS) + question);
  }

  private static boolean hasScheme(String reference) {
    return reference.indexOf(':') >= 0 && SCHEME.matcher(reference).lookingAt();
  }

  private static boolean isText(String typed) {
    for (int at = 0; at < typed.length(); at++) {
      if (Character.isISOControl(typed.charAt(at)) || typed.charAt(at) == '\\') {
        return false;
      }
    }
    return UpstreamJson.isWellFormed(typed);
  }

  private static String withoutDots(String path) {
    String below = path.startsWith("/") ? path.substring(1) : path;
    boolean hasDots = below.startsWith(".") || below.contains("/.");
    String kept = hasDots ? resolved(below) : below;
    if (kept.isEmpty()) {
      throw new InvalidValueException("no path");
    }
    return "/" + kept;
  }

  private static String resolved(String path) {
    Deque<String> kept = new ArrayDeque<>();
    for (String segment : path.split("/", -1)) {
      if (segment.equals("..") && kept.pollLast() == null) {
        throw new InvalidValueException("a climb out of the media base");
      }
      if (!segment.equals("..") && !segment.equals(".")) {
        kept.addLast(segment);
      }
    }
    return String.join("/", kept);
  }

  private static String encoded(String typed, String plain) {
    StringBuilder encoded = new StringBuilder();
    for (int at = 0; at < typed.length(); at += Character.charCount(typed.codePointAt(at))) {
      int character = typed.codePointAt(at);
      boolean isPlain =
          character < 0x80
              && (Character.isLetterOrDigit(character) || plain.indexOf(character) >= 0);
      if (isPlain || (character == '%' && isEncoded(typed, at))) {
        encoded.append((char) character);
      } else {
        for (byte one : Character.toString(character).getBytes(StandardCharsets.UTF_8)) {
          encoded.append('%').append(HEXADECIMAL.toHexDigits(one));
        }
      }
    }
    return encoded.toString();
  }

  private static boolean isEncoded(String typed, int at) {
    return at + 3 <= typed.length() && ENCODED.matcher(typed.substring(at, at + 3)).matches();
  }
}
