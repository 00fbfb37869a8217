package io.pannier.shared.web.filter;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Recognises requests to management endpoints, the additional paths of health among them. Boot's
 * own matchers need an exchange.
 */
final class ManagementPaths implements Predicate<ServerHttpRequest> {

  private static final EndpointId HEALTH = EndpointId.of("health");

  private final Supplier<List<PathPattern>> patterns;

  /**
   * Looks at the endpoints when the first request comes.
   *
   * @param endpoints empty where there is no management
   */
  ManagementPaths(Supplier<Stream<PathMappedEndpoints>> endpoints) {
    this.patterns = SingletonSupplier.of(() -> patterns(endpoints.get()));
  }

  private static List<PathPattern> patterns(Stream<PathMappedEndpoints> endpoints) {
    return endpoints
        .flatMap(
            all ->
                Stream.of(
                    all.getAllPaths(),
                    all.getAdditionalPaths(WebServerNamespace.SERVER, HEALTH),
                    all.getAdditionalPaths(WebServerNamespace.MANAGEMENT, HEALTH)))
        .flatMap(Collection::stream)
        .distinct()
        .map(path -> PathPatternParser.defaultInstance.parse(path + "/**"))
        .toList();
  }

  @Override
  public boolean test(ServerHttpRequest request) {
    return patterns.get().stream()
        .anyMatch(pattern -> pattern.matches(request.getPath().pathWithinApplication()));
  }
}
