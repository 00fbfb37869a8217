package io.pannier.shared.web.token;

import io.pannier.shared.configuration.RequiredProperty;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose access tokens are accepted; nobody's where no issuer is named. Save those of {@code keys},
 * these are Spring Boot's own names, read strictly: an issuer without keys or audience would be an
 * open door.
 *
 * @param issuerUri as tokens name it
 * @param jwkSetUri where its public keys are
 * @param audiences of which a token must name one
 * @param jwsAlgorithms that a token may be signed with
 * @param keysTimeout for fetching the keys
 * @param keysLifetime after which they are fetched again
 * @param keysGrace how much longer they are good while the key server fails; may be 0
 * @param keysPause in which names of unknown keys make them be fetched once; an issuer should show
 *     a new key for longer than that before it signs with it
 */
@ConfigurationProperties(TokenProperties.PREFIX)
record TokenProperties(
    @Nullable String issuerUri,
    @Nullable URI jwkSetUri,
    @DefaultValue List<String> audiences,
    @DefaultValue("RS256") Set<String> jwsAlgorithms,
    @DefaultValue("1s") Duration keysTimeout,
    @DefaultValue("5m") Duration keysLifetime,
    @DefaultValue("10m") Duration keysGrace,
    @DefaultValue("30s") Duration keysPause) {

  static final String PREFIX = "spring.security.oauth2.resourceserver.jwt";

  TokenProperties {
    issuerUri =
        issuerUri == null || issuerUri.isBlank()
            ? null
            : RequiredProperty.text(PREFIX + ".issuer-uri", issuerUri);
    audiences = RequiredProperty.texts(PREFIX + ".audiences", audiences);
    RequiredProperty.positive(PREFIX + ".keys-timeout", keysTimeout);
    RequiredProperty.positive(PREFIX + ".keys-lifetime", keysLifetime);
    RequiredProperty.notNegative(PREFIX + ".keys-grace", keysGrace);
    RequiredProperty.positive(PREFIX + ".keys-pause", keysPause);
  }

  /** Whether any token can be good. */
  boolean hasIssuer() {
    return issuerUri != null;
  }
}
