package io.pannier.pricing.adapter.out.vendure;

import io.pannier.pricing.domain.port.PricingGateway;
import io.pannier.shared.model.Provenance.Source;
import io.pannier.shared.settings.ConditionalOnUpstreamKind;
import io.pannier.shared.upstream.Flaws;
import io.pannier.shared.vendure.Vendure;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/** Creates the adapter; PricingConfiguration composes the port that others use around it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnUpstreamKind(upstream = "pricing", kind = Vendure.KIND)
@EnableConfigurationProperties(VendurePricingProperties.class)
class VendurePricingConfiguration {

  private static final DataSize LARGEST_ANSWER = DataSize.ofKilobytes(256);

  /** As of the reference pricing: {@code resilience4j.bulkhead} counts on it. */
  private static final int AT_ONCE = 6;

  @Bean(defaultCandidate = false)
  @Qualifier("adapter")
  PricingGateway vendurePricing(Vendure engine, VendurePricingProperties properties, Flaws flaws) {
    return new VendurePricingGateway(
        engine.locations(
            engine.client(Source.PRICING, "pricing", properties.timeout(), LARGEST_ANSWER),
            AT_ONCE),
        properties.vendure().zeroMeansUnpriced(),
        flaws);
  }
}
