package io.pannier.shared.web.token;

import java.util.List;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;

/**
 * Where a feature reads access tokens, published as a bean. Everywhere else they are not looked at.
 *
 * @param patterns Spring path patterns
 */
public record TokenPaths(List<String> patterns) {

  public TokenPaths {
    patterns = List.copyOf(patterns);
  }

  public static TokenPaths of(String... patterns) {
    return new TokenPaths(List.of(patterns));
  }

  /** Matches the paths of all features; nothing if there are none. */
  static ServerWebExchangeMatcher matcher(List<TokenPaths> features) {
    List<ServerWebExchangeMatcher> matchers =
        features.stream()
            .flatMap(paths -> paths.patterns().stream())
            .map(ServerWebExchangeMatchers::pathMatchers)
            .toList();
    return matchers.isEmpty()
        ? exchange -> ServerWebExchangeMatcher.MatchResult.notMatch()
        : ServerWebExchangeMatchers.matchers(matchers.toArray(ServerWebExchangeMatcher[]::new));
  }
}
