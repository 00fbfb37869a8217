package io.pannier.product;

import io.pannier.catalog.domain.port.CatalogGateway;
import io.pannier.inventory.domain.port.InventoryGateway;
import io.pannier.pricing.domain.port.PricingGateway;
import io.pannier.testkit.FakeGateways;
import java.time.Clock;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.mongo.MongoReactiveAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/**
 * The product feature behind the real edge, over gateways in memory. Without a stereotype: the
 * local start, which scans the test sources too, must not find it.
 */
@EnableAutoConfiguration(exclude = MongoReactiveAutoConfiguration.class)
@ComponentScan({"io.pannier.product", "io.pannier.offer", "io.pannier.shared.web"})
@ConfigurationPropertiesScan({
  "io.pannier.product",
  "io.pannier.shared.settings",
  "io.pannier.shared.web"
})
public class ProductWebSlice {

  private volatile FakeGateways gateways = FakeGateways.empty();

  /** New gateways, which know nothing and were never asked. */
  public FakeGateways renew() {
    gateways = FakeGateways.empty();
    return gateways;
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  CatalogGateway catalogGateway() {
    return (upcs, language, deadline) -> gateways.catalog().find(upcs, language, deadline);
  }

  @Bean
  PricingGateway pricingGateway() {
    return (offers, deadline) -> gateways.pricing().find(offers, deadline);
  }

  @Bean
  InventoryGateway inventoryGateway() {
    return (offers, deadline) -> gateways.inventory().find(offers, deadline);
  }
}
