package io.pannier.catalog.adapter.out.http;

import io.pannier.shared.settings.ConditionalOnUpstreamKind;
import io.pannier.shared.settings.PropertyChecks;
import io.pannier.shared.settings.Secret;
import io.pannier.shared.settings.UpstreamKinds;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where and how the catalog is asked.
 *
 * @param timeout of one attempt
 * @param mediaBaseUrl what the paths of pictures are relative to
 */
@ConfigurationProperties("pannier.upstream.catalog")
@ConditionalOnUpstreamKind(upstream = "catalog", kind = UpstreamKinds.REFERENCE)
record CatalogProperties(
    URI baseUrl, @DefaultValue("400ms") Duration timeout, Secret apiKey, URI mediaBaseUrl) {

  CatalogProperties {
    PropertyChecks.address("pannier.upstream.catalog.base-url", baseUrl);
    PropertyChecks.positive("pannier.upstream.catalog.timeout", timeout);
    apiKey = PropertyChecks.apiKey("pannier.upstream.catalog.api-key", apiKey);
    PropertyChecks.address("pannier.upstream.catalog.media-base-url", mediaBaseUrl);
  }
}
