package io.pannier.inventory.adapter.out.vendure;

import io.pannier.inventory.domain.port.InventoryGateway;
import io.pannier.shared.model.Provenance.Source;
import io.pannier.shared.settings.ConditionalOnUpstreamKind;
import io.pannier.shared.settings.PropertyChecks;
import io.pannier.shared.upstream.Flaws;
import io.pannier.shared.vendure.Vendure;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/** Creates the adapter; InventoryConfiguration composes the port that others use around it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnUpstreamKind(upstream = "inventory", kind = Vendure.KIND)
@EnableConfigurationProperties(VendureInventoryConfiguration.Properties.class)
class VendureInventoryConfiguration {

  private static final DataSize LARGEST_ANSWER = DataSize.ofKilobytes(256);

  /** As of the reference inventory: {@code resilience4j.bulkhead} counts on it. */
  private static final int AT_ONCE = 5;

  @Bean(defaultCandidate = false)
  @Qualifier("adapter")
  InventoryGateway vendureInventory(Vendure engine, Properties properties, Flaws flaws) {
    return new VendureInventoryGateway(
        engine.locations(
            engine.client(Source.INVENTORY, "inventory", properties.timeout(), LARGEST_ANSWER),
            AT_ONCE),
        flaws);
  }

  /**
   * How the engine is asked for stock; where it is, {@code pannier.vendure} says.
   *
   * @param timeout of one attempt
   */
  @ConfigurationProperties("pannier.upstream.inventory")
  @ConditionalOnUpstreamKind(upstream = "inventory", kind = Vendure.KIND)
  record Properties(@DefaultValue("300ms") Duration timeout) {

    Properties {
      PropertyChecks.positive("pannier.upstream.inventory.timeout", timeout);
    }
  }
}
