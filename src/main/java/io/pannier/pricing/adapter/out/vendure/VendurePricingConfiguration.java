package io.pannier.pricing.adapter.out.vendure;

import io.pannier.pricing.domain.port.PricingGateway;
import io.pannier.shared.model.Provenance.Source;
import io.pannier.shared.settings.ConditionalOnUpstreamKind;
import io.pannier.shared.settings.PropertyChecks;
import io.pannier.shared.upstream.Flaws;
import io.pannier.shared.vendure.Vendure;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/** Creates the adapter; PricingConfiguration composes the port that others use around it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnUpstreamKind(upstream = "pricing", kind = Vendure.KIND)
@EnableConfigurationProperties(VendurePricingConfiguration.Properties.class)
class VendurePricingConfiguration {

  private static final DataSize LARGEST_ANSWER = DataSize.ofKilobytes(256);

  /** As of the reference pricing: {@code resilience4j.bulkhead} counts on it. */
  private static final int AT_ONCE = 6;

  @Bean(defaultCandidate = false)
  @Qualifier("adapter")
  PricingGateway vendurePricing(Vendure engine, Properties properties, Flaws flaws) {
    return new VendurePricingGateway(
        engine.locations(
            engine.client(Source.PRICING, "pricing", properties.timeout(), LARGEST_ANSWER),
            AT_ONCE),
        properties.vendure().zeroMeansUnpriced(),
        flaws);
  }

  /**
   * How the engine is asked for prices; where it is, {@code pannier.vendure} says.
   *
   * @param timeout of one attempt
   */
  @ConfigurationProperties("pannier.upstream.pricing")
  @ConditionalOnUpstreamKind(upstream = "pricing", kind = Vendure.KIND)
  record Properties(@DefaultValue("400ms") Duration timeout, @DefaultValue Conventions vendure) {

    Properties {
      PropertyChecks.positive("pannier.upstream.pricing.timeout", timeout);
    }

    /**
     * How the shop uses the engine's fields.
     *
     * @param zeroMeansUnpriced whether a price of 0 is none: the engine stores 0 where no price was
     *     entered; false: it is free
     */
    record Conventions(@DefaultValue("true") boolean zeroMeansUnpriced) {}
  }
}
