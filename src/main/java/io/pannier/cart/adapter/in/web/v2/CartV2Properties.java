package io.pannier.cart.adapter.in.web.v2;

import io.pannier.shared.configuration.RequiredProperty;
import java.util.Currency;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What carts take for granted where a client does not say, and hold clients to.
 *
 * @param defaultSellingLocation of what is added
 * @param defaultCurrency of new carts
 * @param cart what else clients are held to
 */
@ConfigurationProperties("pannier")
record CartV2Properties(
    @DefaultValue("1") int defaultSellingLocation,
    @DefaultValue("USD") Currency defaultCurrency,
    @DefaultValue Batch cart) {

  CartV2Properties {
    RequiredProperty.sellingLocation("pannier.default-selling-location", defaultSellingLocation);
  }

  /**
   * The size of a batch.
   *
   * @param maxBatchEntries of one request
   */
  record Batch(@DefaultValue("50") int maxBatchEntries) {

    Batch {
      RequiredProperty.positive("pannier.cart.max-batch-entries", maxBatchEntries);
    }
  }

  int maxBatchEntries() {
    return cart.maxBatchEntries();
  }
}
