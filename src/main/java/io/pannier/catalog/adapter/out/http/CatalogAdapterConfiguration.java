package io.pannier.catalog.adapter.out.http;

import io.pannier.catalog.domain.model.CatalogItem.OrderLimits;
import io.pannier.catalog.domain.port.CatalogGateway;
import io.pannier.shared.model.Provenance.Source;
import io.pannier.shared.settings.ConditionalOnUpstreamKind;
import io.pannier.shared.settings.PropertyChecks;
import io.pannier.shared.settings.Secret;
import io.pannier.shared.settings.UpstreamKinds;
import io.pannier.shared.upstream.Flaws;
import io.pannier.shared.upstream.MediaLibrary;
import io.pannier.shared.upstream.UpstreamClient;
import io.pannier.shared.upstream.UpstreamClients;
import io.pannier.shared.upstream.UpstreamSettings;
import io.pannier.shared.warmup.WarmUp;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.util.unit.DataSize;

/** Creates the adapter; CatalogConfiguration composes the port that others use around it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnUpstreamKind(upstream = "catalog", kind = UpstreamKinds.REFERENCE)
@EnableConfigurationProperties(CatalogAdapterConfiguration.Properties.class)
class CatalogAdapterConfiguration {

  private static final DataSize LARGEST_ANSWER = DataSize.ofMegabytes(1);

  @Bean(defaultCandidate = false)
  @Qualifier("adapter")
  CatalogGateway catalogAdapter(
      UpstreamClients clients,
      Properties properties,
      OrderLimits lineLimits,
      Clock clock,
      Flaws flaws) {
    UpstreamClient client =
        clients.create(
            new UpstreamSettings(
                Source.CATALOG,
                "catalog",
                properties.baseUrl(),
                properties.timeout(),
                LARGEST_ANSWER,
                MediaType.APPLICATION_JSON,
                UpstreamSettings.Credentials.apiKey(properties.apiKey())));
    MediaLibrary media = new MediaLibrary(properties.mediaBaseUrl());
    ItemTranslator items = new ItemTranslator(media, lineLimits.maximum(), flaws);
    return new HttpCatalogGateway(client, new CatalogTranslator(items, clock, flaws));
  }

  @Bean
  WarmUp catalogWarmUp() {
    return new WarmUp.UpstreamAnswer(
        Source.CATALOG,
        """
        {"items": [{"gtin14": "00036000291452", "brandNm": "Brand", "lifecycleCd": "A",
              "desc": {"short": "Name", "long": "Description"},
              "media": [{"role": "PRIMARY", "path": "/i/1.jpg"}],
              "orderRules": {"minQty": 1, "maxQty": 12, "multQty": 1},
              "lastUpdTs": "20250101T061500Z"}],
             "notFound": []}
        """);
  }

  /**
   * Where and how the catalog is asked.
   *
   * @param timeout of one attempt
   * @param mediaBaseUrl what the paths of pictures are relative to
   */
  @ConfigurationProperties("pannier.upstream.catalog")
  @ConditionalOnUpstreamKind(upstream = "catalog", kind = UpstreamKinds.REFERENCE)
  record Properties(
      URI baseUrl, @DefaultValue("400ms") Duration timeout, Secret apiKey, URI mediaBaseUrl) {

    Properties {
      PropertyChecks.address("pannier.upstream.catalog.base-url", baseUrl);
      PropertyChecks.positive("pannier.upstream.catalog.timeout", timeout);
      apiKey = PropertyChecks.apiKey("pannier.upstream.catalog.api-key", apiKey);
      PropertyChecks.address("pannier.upstream.catalog.media-base-url", mediaBaseUrl);
    }
  }
}
