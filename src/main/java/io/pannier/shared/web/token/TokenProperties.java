package io.pannier.shared.web.token;

import io.pannier.shared.settings.PropertyChecks;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose access tokens are accepted; nobody's where no issuer is named. These are Spring Boot's own
 * names, read strictly: an issuer without keys or audience would be an open door.
 *
 * @param issuerUri as tokens name it
 * @param jwkSetUri where its public keys are
 * @param audiences of which a token must name one
 * @param jwsAlgorithms that a token may be signed with
 */
@ConfigurationProperties(TokenProperties.PREFIX)
record TokenProperties(
    @Nullable String issuerUri,
    @Nullable URI jwkSetUri,
    @DefaultValue List<String> audiences,
    @DefaultValue("RS256") Set<String> jwsAlgorithms) {

  static final String PREFIX = "spring.security.oauth2.resourceserver.jwt";

  TokenProperties {
    issuerUri =
        issuerUri == null || issuerUri.isBlank()
            ? null
            : PropertyChecks.text(PREFIX + ".issuer-uri", issuerUri);
    audiences = PropertyChecks.texts(PREFIX + ".audiences", audiences);
  }

  /** Whether any token can be good. */
  boolean hasIssuer() {
    return issuerUri != null;
  }
}
