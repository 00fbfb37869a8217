package io.pannier.catalog.adapter.out.vendure;

import io.pannier.catalog.domain.model.CatalogItem.OrderLimits;
import io.pannier.catalog.domain.port.CatalogGateway;
import io.pannier.shared.model.Provenance.Source;
import io.pannier.shared.settings.ConditionalOnUpstreamKind;
import io.pannier.shared.upstream.Flaws;
import io.pannier.shared.vendure.Vendure;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/** Creates the adapter; CatalogConfiguration composes the port that others use around it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnUpstreamKind(upstream = "catalog", kind = Vendure.KIND)
@EnableConfigurationProperties(VendureCatalogProperties.class)
class VendureCatalogConfiguration {

  private static final DataSize LARGEST_ANSWER = DataSize.ofMegabytes(1);

  @Bean(defaultCandidate = false)
  @Qualifier("adapter")
  CatalogGateway vendureCatalog(
      Vendure engine, VendureCatalogProperties properties, OrderLimits lineLimits, Flaws flaws) {
    return new VendureCatalogGateway(
        engine.client(Source.CATALOG, "catalog", properties.timeout(), LARGEST_ANSWER),
        properties.vendure().channel(),
        new VariantTranslator(properties.vendure(), lineLimits, flaws));
  }
}
