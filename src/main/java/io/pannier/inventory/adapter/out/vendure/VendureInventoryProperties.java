package io.pannier.inventory.adapter.out.vendure;

import io.pannier.shared.settings.ConditionalOnUpstreamKind;
import io.pannier.shared.settings.PropertyChecks;
import io.pannier.shared.vendure.Vendure;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the engine is asked for stock; where it is, {@code pannier.vendure} says.
 *
 * @param timeout of one attempt
 */
@ConfigurationProperties("pannier.upstream.inventory")
@ConditionalOnUpstreamKind(upstream = "inventory", kind = Vendure.KIND)
record VendureInventoryProperties(@DefaultValue("300ms") Duration timeout) {

  VendureInventoryProperties {
    PropertyChecks.positive("pannier.upstream.inventory.timeout", timeout);
  }
}
