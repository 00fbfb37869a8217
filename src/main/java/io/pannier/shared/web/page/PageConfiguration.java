package io.pannier.shared.web.page;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.web.reactive.config.WebFluxConfigurer;

/** Serves files. */
@Configuration(proxyBeanMethods = false)
class PageConfiguration {

  /** Before Spring Boot's configurer, which adds no handler where there is one. */
  @Bean
  @Order(-1)
  WebFluxConfigurer staticFiles() {
    return new StaticFiles();
  }
}
