package io.pannier.shared.web;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * All paths that begin with the same segments. They are compared as routing compares them, segment
 * by decoded segment: {@code /%761/x} is routed like {@code /v1/x}, so it is under {@code /v1/}.
 */
public final class PathPrefix {

  private final PathPattern pattern;

  private PathPrefix(PathPattern pattern) {
    this.pattern = pattern;
  }

  /** Of whole segments, as in {@code /v1/}; empty for everything. */
  public static PathPrefix of(String prefix) {
    String base = prefix.endsWith("/") ? prefix : prefix + "/";
    return new PathPrefix(PathPatternParser.defaultInstance.parse(base + "**"));
  }

  public boolean covers(ServerHttpRequest request) {
    return pattern.matches(request.getPath().pathWithinApplication());
  }
}
