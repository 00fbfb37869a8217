package io.pannier.shared.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.web.embedded.netty.NettyServerCustomizer;
import org.springframework.boot.web.reactive.error.ErrorWebExceptionHandler;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.server.WebFilter;

/** Puts the edge together, outermost first. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  WebFilter traceIdFilter() {
    return new TraceId.Filter();
  }

  /** In place of Boot's, around what Boot puts together from {@code management.tracing.*}. */
  @Bean
  ContextPropagators contextPropagators(ObjectProvider<TextMapPropagator> configured) {
    return ContextPropagators.create(
        new BoundedTraceState(TextMapPropagator.composite(configured.orderedStream().toList())));
  }

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  WebFilter lostConnectionFilter() {
    return new LostConnectionFilter();
  }

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  @ConditionalOnProperty("server.compression.enabled")
  WebFilter compression() {
    return new Compression();
  }

  @Bean
  WebFilter rangesFilter() {
    return new RangesFilter();
  }

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE + 20)
  WebFilter originFilter(WebProperties properties) {
    return new OriginFilter(properties.cors().allowedOrigins());
  }

  /** Before everything that compares paths, but so that a page can read the answer. */
  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE + 22)
  WebFilter oddPathFilter() {
    return new RequestTarget.OddPathFilter();
  }

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE + 23)
  WebFilter acceptFilter() {
    return new AcceptFilter();
  }

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE + 30)
  WebFilter admissionFilter(WebProperties properties) {
    return new AdmissionFilter(properties.admission().maxInFlight());
  }

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE + 40)
  WebFilter changesMadeFilter() {
    return new ChangesMadeFilter();
  }

  /** Behind authentication, which is at -100: a bad token is told first. */
  @Bean
  @Order(-60)
  WebFilter bodyLimitFilter(WebProperties properties) {
    return new RequestBodyFilter.LimitFilter(properties.request().maxBodySize());
  }

  @Bean
  @Order(-59)
  WebFilter requestBodyFilter() {
    return new RequestBodyFilter();
  }

  @Bean
  ErrorFormat problemDetailFormat() {
    return ProblemDetailFormat.format();
  }

  @Bean
  ErrorResponses errorResponses(List<ErrorFormat> formats, ObjectMapper mapper) {
    return new ErrorResponses(formats, mapper);
  }

  @Bean
  @Order(-2)
  ErrorWebExceptionHandler errorHandler(ErrorResponses responses) {
    return new ErrorHandler(responses);
  }

  @Bean
  ProblemTypes commonProblems() {
    return ProblemTypes.of(CommonProblems.values());
  }

  @Bean
  ClientAddress clientAddress(ClientAddress.Properties properties) {
    return new ClientAddress(properties.trustedProxies());
  }

  /** Before Spring Boot's configurer, which adds no handler for what has one. */
  @Bean
  @Order(-1)
  WebFluxConfigurer staticFiles() {
    return new StaticFiles();
  }

  /** Set here and not by {@code spring.codec.*}, which would bound what upstreams answer too. */
  @Bean
  WebFluxConfigurer inboundLimits(WebProperties properties) {
    return new WebFluxConfigurer() {
      @Override
      public void configureHttpMessageCodecs(ServerCodecConfigurer codecs) {
        codecs
            .defaultCodecs()
            .maxInMemorySize(Math.toIntExact(properties.request().maxBodySize().toBytes()));
      }
    };
  }

  /** The strategy {@code native} shows in the server, {@code framework} in its properties only. */
  @Bean
  NettyServerCustomizer httpConformance(ServerProperties properties) {
    boolean byFramework =
        properties.getForwardHeadersStrategy() == ServerProperties.ForwardHeadersStrategy.FRAMEWORK;
    return server ->
        server.childObserve(
            HttpConformance.observer(byFramework || server.configuration().isForwarded()));
  }

  @Bean
  NettyServerCustomizer lostConnectionHandler() {
    return new LostConnectionFilter.Handler();
  }

  @Bean
  NettyServerCustomizer serverLimits(WebProperties properties, ServerProperties server) {
    return new ServerLimits(
        properties.request(), properties.response(), server.getNetty().getMaxInitialLineLength());
  }
}
