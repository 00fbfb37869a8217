package io.pannier.pricing;

import io.pannier.pricing.domain.port.PricingGateway;
import io.pannier.shared.settings.UpstreamKinds;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Composes the {@link PricingGateway} that other features use. What wraps every adapter belongs
 * here, so that it stays when another adapter is chosen.
 */
@Configuration(proxyBeanMethods = false)
class PricingConfiguration {

  /** The adapter of the chosen kind as it is: nothing wraps it yet. */
  @Bean
  PricingGateway pricingGateway(
      @Qualifier("adapter") ObjectProvider<PricingGateway> adapters,
      ConfigurableListableBeanFactory beans) {
    return UpstreamKinds.adapter("pricing", adapters, beans);
  }
}
