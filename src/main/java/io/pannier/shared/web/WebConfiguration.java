package io.pannier.shared.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapPropagator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.reactive.observation.ServerRequestObservationConvention;

/** The trace of each request; each room of the edge has a configuration of its own. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

  @Bean
  @Order(FilterOrder.TRACE_ID)
  TraceId.Filter traceIdFilter() {
    return new TraceId.Filter();
  }

  @Bean
  UnobservedRequest unobservedRequest(
      ContextPropagators propagators,
      ObjectProvider<ServerRequestObservationConvention> convention,
      MeterRegistry meters) {
    return new UnobservedRequest(
        propagators,
        convention.getIfAvailable(DefaultServerRequestObservationConvention::new),
        meters);
  }

  /** In place of Boot's, around what Boot puts together from {@code management.tracing.*}. */
  @Bean
  ContextPropagators contextPropagators(ObjectProvider<TextMapPropagator> configured) {
    return ContextPropagators.create(
        new BoundedTraceState(TextMapPropagator.composite(configured.orderedStream().toList())));
  }
}
