package io.pannier.cart.adapter.in.web;

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
public record CartWebProperties(
    @DefaultValue("USD") Currency defaultCurrency, @DefaultValue Batch cart) {

  /**
   * The size of a batch.
   *
   * @param maxBatchEntries of one request
   */
  public record Batch(@DefaultValue("50") int maxBatchEntries) {

    public Batch {
      PropertyChecks.positive("pannier.cart.max-batch-entries", maxBatchEntries);
    }
  }

  public int maxBatchEntries() {
    return cart.maxBatchEntries();
  }
}
