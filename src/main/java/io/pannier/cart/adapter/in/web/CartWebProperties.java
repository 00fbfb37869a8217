package io.pannier.cart.adapter.in.web;

import io.pannier.shared.settings.PropertyChecks;
import java.time.Duration;
import java.util.Currency;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Defaults and limits of requests to carts.
 *
 * @param defaultCurrency of new carts
 * @param cart their limits
 * @param deadline how long their operations may take
 */
@ConfigurationProperties("pannier")
public record CartWebProperties(
    @DefaultValue("USD") Currency defaultCurrency,
    @DefaultValue Batch cart,
    @DefaultValue Deadlines deadline) {

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

  /**
   * How long operations may take at most, in milliseconds where no unit is given.
   *
   * @param cartRead a cart's view
   * @param cartWrite a change of a cart
   */
  public record Deadlines(
      @DefaultValue("1500") Duration cartRead, @DefaultValue("2000") Duration cartWrite) {

    public Deadlines {
      PropertyChecks.positive("pannier.deadline.cart-read", cartRead);
      PropertyChecks.positive("pannier.deadline.cart-write", cartWrite);
    }
  }

  public int maxBatchEntries() {
    return cart.maxBatchEntries();
  }
}
