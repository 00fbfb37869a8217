package io.pannier.cart.adapter.in.web;

import io.pannier.shared.settings.PropertyChecks;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long operations of carts may take at most, in milliseconds where no unit is given.
 *
 * @param cartRead a cart's view
 * @param cartWrite a change of a cart
 */
@ConfigurationProperties("pannier.deadline")
public record CartDeadlines(
    @DefaultValue("1500") Duration cartRead, @DefaultValue("2000") Duration cartWrite) {

  public CartDeadlines {
    PropertyChecks.positive("pannier.deadline.cart-read", cartRead);
    PropertyChecks.positive("pannier.deadline.cart-write", cartWrite);
  }
}
