package io.pannier.shared.vendure;

import io.pannier.shared.settings.ConditionalOnUpstreamKind;
import io.pannier.shared.upstream.UpstreamClients;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the adapters of this engine share, where one of them is chosen. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnUpstreamKind(kind = Vendure.KIND)
@EnableConfigurationProperties(VendureProperties.class)
class VendureConfiguration {

  @Bean
  Vendure vendure(UpstreamClients clients, VendureProperties properties, Clock clock) {
    return new Vendure(clients, properties, clock);
  }
}
