package io.pannier.shared.web;

import io.pannier.shared.configuration.RequiredProperty;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long operations may take at most, in milliseconds where no unit is given.
 *
 * @param product a product page or query
 * @param cartRead a cart's view
 * @param cartWrite a change of a cart
 */
@ConfigurationProperties("pannier.deadline")
public record DeadlineProperties(
    @DefaultValue("1000") Duration product,
    @DefaultValue("1500") Duration cartRead,
    @DefaultValue("2000") Duration cartWrite) {

  public DeadlineProperties {
    RequiredProperty.positive("pannier.deadline.product", product);
    RequiredProperty.positive("pannier.deadline.cart-read", cartRead);
    RequiredProperty.positive("pannier.deadline.cart-write", cartWrite);
  }
}
