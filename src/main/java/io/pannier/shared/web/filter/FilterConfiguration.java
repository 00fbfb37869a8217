package io.pannier.shared.web.filter;

import io.pannier.shared.web.FilterOrder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.web.server.WebFilter;

/** Which requests are let in. */
@Configuration(proxyBeanMethods = false)
class FilterConfiguration {

  @Bean
  @Order(FilterOrder.ORIGIN)
  WebFilter originFilter(FilterProperties properties) {
    return new OriginFilter(properties.cors().allowedOrigins());
  }

  @Bean
  @Order(FilterOrder.ACCEPT)
  WebFilter acceptFilter() {
    return new AcceptFilter();
  }

  @Bean
  @Order(FilterOrder.ADMISSION)
  WebFilter admissionFilter(FilterProperties properties) {
    return new AdmissionFilter(properties.admission().maxInFlight());
  }

  @Bean
  @Order(FilterOrder.RANGES)
  WebFilter rangesFilter() {
    return new RangesFilter();
  }
}
