package io.pannier.shared.web;

import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;

/** What the server, and the clients of upstreams and of the token issuer, run on. */
@Configuration(proxyBeanMethods = false)
class EventLoopConfiguration {

  /**
   * Event loops of this service's own, which end with it. Boot's are those of the whole process:
   * whichever service in it ends first would end them for all. Nothing runs on them any more once
   * the server has stopped, so there is nothing to wait for.
   */
  @Bean
  ReactorResourceFactory eventLoops() {
    ReactorResourceFactory eventLoops = new ReactorResourceFactory();
    eventLoops.setUseGlobalResources(false);
    eventLoops.setShutdownQuietPeriod(Duration.ZERO);
    return eventLoops;
  }
}
