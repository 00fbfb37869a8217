package io.pannier.product.adapter.in.web;

import io.pannier.shared.settings.PropertyChecks;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The longest deadlines of product pages, in milliseconds where no unit is given.
 *
 * @param product a product page or query
 */
@ConfigurationProperties("pannier.deadline")
public record ProductDeadlines(@DefaultValue("1000") Duration product) {

  public ProductDeadlines {
    PropertyChecks.positive("pannier.deadline.product", product);
  }
}
