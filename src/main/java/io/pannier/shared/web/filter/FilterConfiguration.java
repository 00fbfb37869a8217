package io.pannier.shared.web.filter;

import io.pannier.shared.web.EveryAnswer;
import io.pannier.shared.web.FilterOrder;
import io.pannier.shared.web.UnobservedRequest;
import io.pannier.shared.web.problem.ErrorResponses;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.adapter.ForwardedHeaderTransformer;

/** Which requests are let in. */
@Configuration(proxyBeanMethods = false)
class FilterConfiguration {

  @Bean
  @Order(FilterOrder.ORIGIN)
  OriginFilter originFilter(OriginFilter.Properties properties) {
    return new OriginFilter(properties.allowedOrigins());
  }

  @Bean
  @Order(FilterOrder.ACCEPT)
  WebFilter acceptFilter() {
    return new AcceptFilter();
  }

  @Bean
  HttpHandlerDecoratorFactory admission(
      Admission.Properties properties,
      ObjectProvider<PathMappedEndpoints> management,
      List<EveryAnswer> everyAnswer,
      UnobservedRequest unobserved,
      ErrorResponses errors,
      ObjectProvider<ForwardedHeaderTransformer> forwarded) {
    return new Admission(
        new Places(properties.maxInFlight()),
        new ManagementPaths(management::orderedStream),
        everyAnswer,
        unobserved,
        errors,
        forwarded.getIfAvailable());
  }
}
