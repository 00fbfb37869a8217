package io.pannier.shared.web;

import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapPropagator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.web.server.WebFilter;

/** The trace of each request; each room of the edge has a configuration of its own. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

  @Bean
  @Order(FilterOrder.TRACE_ID)
  WebFilter traceIdFilter() {
    return new TraceId.Filter();
  }

  /** In place of Boot's, around what Boot puts together from {@code management.tracing.*}. */
  @Bean
  ContextPropagators contextPropagators(ObjectProvider<TextMapPropagator> configured) {
    return ContextPropagators.create(
        new BoundedTraceState(TextMapPropagator.composite(configured.orderedStream().toList())));
  }
}
