package io.pannier.catalog;

import io.pannier.catalog.domain.port.CatalogGateway;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Composes the {@link CatalogGateway} that other features use. What wraps every adapter belongs
 * here, so that it stays when another adapter is chosen.
 */
@Configuration(proxyBeanMethods = false)
class CatalogConfiguration {

  /** The chosen adapter as it is: nothing wraps it yet. */
  @Bean
  CatalogGateway catalogGateway(@Qualifier("adapter") CatalogGateway adapter) {
    return adapter;
  }
}
