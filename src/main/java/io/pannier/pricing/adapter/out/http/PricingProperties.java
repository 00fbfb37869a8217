package io.pannier.pricing.adapter.out.http;

import io.pannier.shared.settings.ConditionalOnUpstreamKind;
import io.pannier.shared.settings.PropertyChecks;
import io.pannier.shared.settings.Secret;
import io.pannier.shared.settings.UpstreamKinds;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where and how pricing is asked.
 *
 * @param timeout of one attempt
 */
@ConfigurationProperties("pannier.upstream.pricing")
@ConditionalOnUpstreamKind(upstream = "pricing", kind = UpstreamKinds.REFERENCE)
record PricingProperties(URI baseUrl, @DefaultValue("400ms") Duration timeout, Secret token) {

  PricingProperties {
    PropertyChecks.address("pannier.upstream.pricing.base-url", baseUrl);
    PropertyChecks.positive("pannier.upstream.pricing.timeout", timeout);
    token = PropertyChecks.bearer("pannier.upstream.pricing.token", token);
  }
}
