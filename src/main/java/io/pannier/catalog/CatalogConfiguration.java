package io.pannier.catalog;

import io.pannier.catalog.domain.model.CatalogItem.OrderLimits;
import io.pannier.catalog.domain.port.CatalogGateway;
import io.pannier.shared.settings.PropertyChecks;
import io.pannier.shared.settings.UpstreamKinds;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Composes the {@link CatalogGateway} that other features use. What wraps every adapter belongs
 * here, so that it stays when another adapter is chosen.
 */
@Configuration(proxyBeanMethods = false)
class CatalogConfiguration {

  /** What one line of an order may hold, whatever the catalog allows. */
  @Bean
  OrderLimits lineLimits(LineProperties properties) {
    return OrderLimits.NONE.within(properties.maxQuantity()).orElseThrow();
  }

  /** The adapter of the chosen kind as it is: nothing wraps it yet. */
  @Bean
  CatalogGateway catalogGateway(
      @Qualifier("adapter") ObjectProvider<CatalogGateway> adapters,
      ConfigurableListableBeanFactory beans) {
    return UpstreamKinds.adapter("catalog", adapters, beans);
  }

  /**
   * What one line of a cart may hold.
   *
   * @param maxQuantity units, whatever the catalog allows
   */
  @ConfigurationProperties("pannier.cart")
  record LineProperties(@DefaultValue("999") int maxQuantity) {

    LineProperties {
      PropertyChecks.positive("pannier.cart.max-quantity", maxQuantity);
    }
  }
}
