package io.pannier.pricing.adapter.out.vendure;

import io.pannier.shared.settings.ConditionalOnUpstreamKind;
import io.pannier.shared.settings.PropertyChecks;
import io.pannier.shared.vendure.Vendure;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the engine is asked for prices; where it is, {@code pannier.vendure} says.
 *
 * @param timeout of one attempt
 */
@ConfigurationProperties("pannier.upstream.pricing")
@ConditionalOnUpstreamKind(upstream = "pricing", kind = Vendure.KIND)
record VendurePricingProperties(
    @DefaultValue("400ms") Duration timeout, @DefaultValue Conventions vendure) {

  VendurePricingProperties {
    PropertyChecks.positive("pannier.upstream.pricing.timeout", timeout);
  }

  /**
   * What the shop means by what it keeps in the engine.
   *
   * @param zeroMeansUnpriced whether a price of 0 is none: the engine stores it where nobody said a
   *     price; false: it is free
   */
  record Conventions(@DefaultValue("true") boolean zeroMeansUnpriced) {}
}
