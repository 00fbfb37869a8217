package io.pannier.shared.web.server;

import io.pannier.shared.web.FilterOrder;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.web.embedded.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.server.WebFilter;

/** Puts the server together. */
@Configuration(proxyBeanMethods = false)
class ServerConfiguration {

  /**
   * Event loops of this service's own, which end with it: of the server, and of the clients of
   * upstreams and of the token issuer. Boot's are those of the whole process: whichever service in
   * it ends first would end them for all. Nothing runs on them any more once the server has
   * stopped, so there is nothing to wait for.
   */
  @Bean
  ReactorResourceFactory eventLoops() {
    ReactorResourceFactory eventLoops = new ReactorResourceFactory();
    eventLoops.setUseGlobalResources(false);
    eventLoops.setShutdownQuietPeriod(Duration.ZERO);
    return eventLoops;
  }

  @Bean
  @Order(FilterOrder.LOST_CONNECTION)
  WebFilter lostConnectionFilter() {
    return new LostConnectionFilter();
  }

  @Bean
  @Order(FilterOrder.COMPRESSION)
  @ConditionalOnProperty("server.compression.enabled")
  Compression compression() {
    return new Compression();
  }

  @Bean
  @Order(FilterOrder.ODD_PATH)
  WebFilter oddPathFilter() {
    return new RequestTarget.OddPathFilter();
  }

  @Bean
  @Order(FilterOrder.BODY_LIMIT)
  WebFilter bodyLimitFilter(WebProperties properties) {
    return new RequestBodyFilter.LimitFilter(properties.request().maxBodySize());
  }

  @Bean
  @Order(FilterOrder.BODY)
  WebFilter requestBodyFilter() {
    return new RequestBodyFilter();
  }

  @Bean
  ClientAddress clientAddress(ClientAddress.Properties properties) {
    return new ClientAddress(properties.trustedProxies());
  }

  /** Set here and not by {@code spring.codec.*}, which would also limit answers of upstreams. */
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

  /**
   * The strategy {@code native} is visible in the server, {@code framework} only in its properties.
   */
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
