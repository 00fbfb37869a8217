package io.pannier.shared.web.v1;

import io.pannier.shared.settings.PropertyChecks;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The retirement of version 1.
 *
 * @param enabled false retires it: every call is answered with 410
 * @param deprecatedAt since when new clients should not use it
 * @param sunsetAt when it is expected to be retired
 * @param blackouts hours in which it is switched off as a rehearsal
 * @param clients the {@code X-Client-Id}s that are counted by name; all others as {@code other}
 */
@ConfigurationProperties("pannier.api.v1")
record V1Properties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("2026-11-01T00:00:00Z") Instant deprecatedAt,
    @DefaultValue("2027-11-01T00:00:00Z") Instant sunsetAt,
    @DefaultValue List<Blackouts.Configured> blackouts,
    @DefaultValue Set<String> clients) {

  V1Properties {
    blackouts = List.copyOf(blackouts);
    var unused = Blackouts.of(blackouts);
    clients = Set.copyOf(PropertyChecks.texts("pannier.api.v1.clients", clients));
  }
}
