package io.pannier.shared.web.input;

import io.pannier.shared.settings.LimitsProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.server.i18n.LocaleContextResolver;

/** How the language of a request is read. */
@Configuration(proxyBeanMethods = false)
class InputConfiguration {

  /** The framework looks for it by this name. */
  @Bean
  LocaleContextResolver localeContextResolver(LimitsProperties properties) {
    return new Languages(properties.locales());
  }
}
