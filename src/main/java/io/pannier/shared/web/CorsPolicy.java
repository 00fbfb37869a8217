package io.pannier.shared.web;

import java.util.List;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsConfigurationSource;

/** What a page of an allowed origin may send and read (Fetch standard, CORS protocol). */
final class CorsPolicy {

  private CorsPolicy() {}

  static CorsConfigurationSource allowing(List<String> origins) {
    CorsConfiguration policy = new CorsConfiguration();
    policy.setAllowedOrigins(origins);
    policy.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "DELETE"));
    policy.setAllowedHeaders(
        List.of(
            "If-Match",
            "Idempotency-Key",
            "X-Cart-Token",
            Deadlines.HEADER,
            "X-Client-Id",
            "Authorization",
            "Content-Type"));
    policy.setExposedHeaders(
        List.of(
            "ETag",
            "Location",
            "Retry-After",
            "Deprecation",
            "Sunset",
            "Link",
            "Idempotent-Replayed",
            TraceId.HEADER));
    return exchange -> policy;
  }
}
