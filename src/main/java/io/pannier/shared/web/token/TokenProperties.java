package io.pannier.shared.web.token;

import io.pannier.shared.settings.PropertyChecks;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The issuer whose access tokens are accepted; without one, every token is rejected. The names are
 * Spring Boot's own, but they are checked strictly: with an issuer and no keys or audience,
 * anybody's tokens could pass.
 *
 * @param issuerUri the issuer, exactly as in its tokens
 * @param jwkSetUri where its public keys are
 * @param audiences a token must name one of them
 * @param jwsAlgorithms the algorithms that a token may be signed with
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

  /** Whether there is an issuer, without which no token is valid. */
  boolean hasIssuer() {
    return issuerUri != null;
  }
}
