package io.pannier.shared.web;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose access tokens are accepted; nobody's where no issuer is named. Save the timeout, these are
 * Spring Boot's own names, read strictly: an issuer without keys or audience would be an open door.
 *
 * @param issuerUri as tokens name it
 * @param jwkSetUri where its public keys are
 * @param audiences of which a token must name one
 * @param jwsAlgorithms that a token may be signed with
 * @param keysTimeout for fetching the keys
 */
@ConfigurationProperties("spring.security.oauth2.resourceserver.jwt")
record TokenProperties(
    @Nullable String issuerUri,
    @Nullable URI jwkSetUri,
    @DefaultValue List<String> audiences,
    @DefaultValue("RS256") Set<String> jwsAlgorithms,
    @DefaultValue("1s") Duration keysTimeout) {

  /** Whether any token can be good. */
  boolean hasIssuer() {
    return issuerUri != null && !issuerUri.isBlank();
  }
}
