package io.pannier.shared.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
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
    return new TraceIdFilter();
  }

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  WebFilter lostConnectionFilter() {
    return new LostConnectionFilter();
  }

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE + 20)
  WebFilter originFilter(WebProperties properties) {
    return new OriginFilter(properties.cors().allowedOrigins());
  }

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE + 30)
  WebFilter admissionFilter(WebProperties properties) {
    return new AdmissionFilter(properties.admission().maxInFlight());
  }

  /** Behind authentication, which is at -100: a bad token is told first. */
  @Bean
  @Order(-60)
  WebFilter bodyLimitFilter(WebProperties properties) {
    return new BodyLimitFilter(properties.request().maxBodySize());
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
    return CommonProblems.ALL;
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

  @Bean
  NettyServerCustomizer lostConnectionHandler() {
    return new LostConnectionHandler();
  }

  @Bean
  NettyServerCustomizer serverLimits(WebProperties properties) {
    return new ServerLimits(properties.request());
  }
}
