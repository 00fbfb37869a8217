package io.pannier.shared.upstream;

import io.pannier.shared.configuration.RequiredProperty;
import io.pannier.shared.logging.LinePace;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often it is said that an upstream cannot tell, or what is wrong with its answers.
 *
 * @param logInterval in which it is said once for each reason or field; 0 for every time
 */
@ConfigurationProperties("pannier.upstream")
record UpstreamLogProperties(@DefaultValue(LinePace.USUAL) Duration logInterval) {

  UpstreamLogProperties {
    RequiredProperty.notNegative("pannier.upstream.log-interval", logInterval);
  }
}
