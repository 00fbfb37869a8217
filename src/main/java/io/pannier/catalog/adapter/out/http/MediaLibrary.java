package io.pannier.catalog.adapter.out.http;

import io.pannier.shared.model.InvalidValueException;
import java.net.URI;
import java.util.regex.Pattern;

/** Where pictures are: below one configured address, wherever an upstream's path would lead. */
record MediaLibrary(URI baseUrl) {

  /**
   * Segments that do not start with a dot, so that no path climbs; no escaped dots or slashes.
   * Possessive: no recursion.
   */
  private static final Pattern PATH =
      Pattern.compile(
          "/?[A-Za-z0-9_~%+,=@!-][A-Za-z0-9._~%+,=@!-]*"
              + "(/[A-Za-z0-9_~%+,=@!-][A-Za-z0-9._~%+,=@!-]*)*+");

  private static final Pattern ESCAPED = Pattern.compile("(?i)%(2e|2f|5c|25|00)");

  /**
   * The picture's address.
   *
   * @throws InvalidValueException if the path is anything but a plain one below the base: a full
   *     address, another host, a climb out of it, a query
   */
  URI locate(String path) {
    if (!PATH.matcher(path).matches() || ESCAPED.matcher(path).find()) {
      throw new InvalidValueException("not a path below the media base");
    }
    String base = baseUrl.toString();
    String root = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    return URI.create(root + (path.startsWith("/") ? path : "/" + path));
  }
}
