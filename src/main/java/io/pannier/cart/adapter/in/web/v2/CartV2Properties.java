package io.pannier.cart.adapter.in.web.v2;

import io.pannier.shared.settings.PropertyChecks;
import java.util.Currency;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Defaults and limits of requests to carts.
 *
 * @param defaultCurrency of new carts
 * @param cart their limits
 */
@ConfigurationProperties("pannier")
record CartV2Properties(@DefaultValue("USD") Currency defaultCurrency, @DefaultValue Batch cart) {

  /**
   * The size of a batch.
   *
   * @param maxBatchEntries of one request
   */
  record Batch(@DefaultValue("50") int maxBatchEntries) {

    Batch {
      PropertyChecks.positive("pannier.cart.max-batch-entries", maxBatchEntries);
    }
  }

  int maxBatchEntries() {
    return cart.maxBatchEntries();
  }
}
